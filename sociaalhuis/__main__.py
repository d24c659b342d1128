"""``python -m sociaalhuis`` is the same as ``sociaalhuis``."""

import sys

from sociaalhuis.cli import main

sys.exit(main())
