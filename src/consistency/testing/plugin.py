"""The fixture of pytest that gives tests the facts of their project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from consistency.testing.case import Case


@pytest.fixture(scope="session")
def facts(pytestconfig: pytest.Config) -> Case:
    """The facts of the project and the rules that judge them, as a check in pytest's root folder reads them.

    A test that asks for them fails with each problem and its place where they cannot be read.
    """
    from consistency.testing.case import UnreadableError
    from consistency.testing.loading import load

    try:
        return load(folder=pytestconfig.rootpath)
    except UnreadableError as error:
        pytest.fail(f"the facts of the project cannot be read\n{error}", pytrace=False)
