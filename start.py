"""What every visit runs: the navigation, the sidebar and the page. Served by app.py."""

from widgets import shell

shell.start()
