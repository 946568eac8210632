"""``python -m genderdesk`` is the ``genderdesk`` command."""

import sys

from genderdesk.interfaces.cli import main

sys.exit(main())
