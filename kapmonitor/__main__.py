"""`python -m kapmonitor` is the same as `kapmonitor`."""

from __future__ import annotations

import sys

from kapmonitor.cli import main

sys.exit(main())
