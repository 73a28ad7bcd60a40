"""The peers, run by the interpreter of an environment that has them; sentences come in as JSON.

What each needs (an environment of its own: the pins do not go with the project's):
  Recognizers-Text   recognizers-text-number, and emoji below 2, whose names it imports
  Duckling           duckling (1.8, Duckling of Clojure), JPype1 and Java; strings of Java are
                     converted here, since the binding is older than JPype 1
Prints a line of JSON: the seconds that each took, or why it was not measured.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path


def recognizers() -> Callable[[str], object]:
    """Numbers and percentages of Recognizers-Text for Python, which it finds in two goes."""
    from recognizers_number import (  # type: ignore[import-not-found]
        recognize_number,
        recognize_percentage,
    )

    return lambda sentence: (
        recognize_number(sentence, "zh-cn"),
        recognize_percentage(sentence, "zh-cn"),
    )


def duckling() -> Callable[[str], object]:
    """Numbers of Duckling through its Python binding."""
    import duckling as binding  # type: ignore[import-not-found]
    import jpype  # type: ignore[import-not-found]

    jars = [str(path) for path in Path(binding.__file__).parent.rglob("*.jar")]
    jpype.startJVM(classpath=jars, convertStrings=True)
    parser = binding.Duckling(jvm_started=True)
    parser.load(languages=[binding.Language.CHINESE])
    return lambda sentence: parser.parse(sentence, language=binding.Language.CHINESE)


def main() -> None:
    """Measure every peer that is installed."""
    logging.disable()
    sentences = json.load(sys.stdin)
    told: dict[str, float | str] = {}
    for name, peer in (("Recognizers-Text", recognizers), ("Duckling (Clojure)", duckling)):
        try:
            read = peer()
            read(sentences[0])
        except Exception as error:
            told[name] = f"{type(error).__name__}: {error}"
            continue
        start = time.process_time()
        for sentence in sentences:
            read(sentence)
        told[name] = time.process_time() - start
    print(json.dumps(told))


if __name__ == "__main__":
    main()
