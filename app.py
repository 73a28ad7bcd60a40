"""The dashboard as it is served: `streamlit run app.py`. What a visit runs is start.py."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.showing.words import LANGUAGES, Words
from dashboard.web.gate import Gate

app = st.App(
    "start.py",
    middleware=[
        Middleware(
            Gate,
            hosts=st.get_option("server.allowedHosts"),
            origins=st.get_option("server.corsAllowedOrigins"),
            refusal="\n\n".join(Words(language)("gate.refused") for language in LANGUAGES),
            page=(Path(st.__file__).parent / "static" / "index.html").read_text("utf-8"),
        )
    ],
)
