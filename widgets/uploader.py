"""The box for uploads, its button and its limit in the person's language.

Streamlit has no setting for the words inside the box; the style shows ours in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.showing.words import Words
from reading import default_limits

_BOX = "reports_upload"
_MB = 1024 * 1024
_STYLE = """<style>
.st-key-{box} section {{ {button} {{ font-size: 0; }} {limit} {{ font-size: 0; }}
  {button}::after {{ content: "{choose}"; font-size: 0.875rem; }}
  {limit}::after {{ content: "{most}"; font-size: 0.875rem; }} }}
</style>"""


def show(words: Words, key: str) -> Sequence[Any]:
    """The files chosen so far, several at once; none where they are more than can be read."""
    most = st.get_option("server.maxUploadSize")
    with st.container(key=_BOX):
        st.html(
            _STYLE.format(
                box=_BOX,
                button="[data-testid=stBaseButton-secondary] p",
                limit="[data-testid=stFileUploaderDropzoneInstructions] span",
                choose=words("reports.choose_files"),
                most=words("reports.upload_limit", n=most),
            )
        )
        files = st.file_uploader(words("reports.upload_label"), accept_multiple_files=True, key=key)
    size, limits = sum(file.size for file in files), default_limits()
    if len(files) <= limits.max_entries and size <= limits.max_unpacked:
        return files
    st.error(
        words(
            "reports.too_many_files",
            n=len(files),
            size=size // _MB,
            most=limits.max_entries,
            room=limits.max_unpacked // _MB,
        )
    )
    return []
