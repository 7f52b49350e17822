"""The one kind of error that is the user's to mend."""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - read by people as "a problem with your input", not as a failure of ours
    """Bad input or a bad environment, told in one Chinese text: what, where and what to do.

    Command lines print it and exit with :attr:`exit_code`; nothing has been written when it is raised.
    """

    exit_code = 2
