"""What a person unfolds: while it is folded it is neither made nor sent."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

# How the key of a fold ends, by which the shell keeps it: it closes by itself when the number in
# its label changes, unless it is set anew.
ENDING = "_fold"


def unfolded(label: str, name: str, icon: str) -> DeltaGenerator | None:
    """A fold under its label; where what it holds goes once it is open, None while it is not."""
    fold = st.expander(label, icon=icon, key=f"{name}{ENDING}", on_change="rerun")
    return fold if fold.open else None
