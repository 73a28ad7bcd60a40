"""The box for uploads, its button and its limit in the person's language.

Streamlit has no setting for the words inside the box; the style shows ours in their place.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.showing.words import Words
from reading import default_limits

_MB = 1024 * 1024
_STYLE = """<style>
.st-key-{box} section {{ {button} {{ font-size: 0; }} {limit} {{ font-size: 0; }}
  {button}::after {{ content: "{choose}"; font-size: 0.875rem; }}
  {limit}::after {{ content: "{most}"; font-size: 0.875rem; }} }}
</style>"""


def show(words: Words, key: str) -> Sequence[UploadedFile]:
    """The reports chosen so far, several at once; none where they are more than can be read."""
    with _box(words, "reports_upload"):
        label = words("reports.upload_label")
        files = st.file_uploader(label, accept_multiple_files=True, key=key)
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


def one(words: Words, label: str, key: str) -> UploadedFile | None:
    """The one file chosen; None before. Any kind: why one does not serve is told in our words."""
    with _box(words, f"{key}_box"):
        return st.file_uploader(label, key=key)


def _box(words: Words, key: str) -> DeltaGenerator:
    """A container in which the box's words are ours."""
    box = st.container(key=key)
    box.html(
        _STYLE.format(
            box=key,
            button="[data-testid=stBaseButton-secondary] p",
            limit="[data-testid=stFileUploaderDropzoneInstructions] span",
            choose=words("reports.choose_files"),
            most=words("reports.upload_limit", n=st.get_option("server.maxUploadSize")),
        )
    )
    return box
