"""`carerdesk`: opens the window, or hands over to the command line where a verb is given."""

from __future__ import annotations

import sys


def main() -> int:
    """The entry point; answers the exit code: 0 done, 1 found something wrong, 2 could not run."""
    from carerdesk import cli

    wishes = cli.read_arguments(sys.argv[1:])
    if wishes.verb:
        return cli.run(wishes)
    from carerdesk import app

    return app.run(wishes)


if __name__ == "__main__":
    sys.exit(main())
