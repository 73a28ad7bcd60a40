"""The dashboard: `streamlit run app.py`."""

from widgets import shell

shell.start()
