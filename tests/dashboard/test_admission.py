"""Who is on the owner's list."""

from typing import Any

import pytest

from dashboard.web import admission

LISTED = ("li@office.cn", " Wang@Office.CN ", "@desk.cn", "", "@")


def person(email: Any, **claims: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "email": email, **claims}


PEOPLE = [
    (person("li@office.cn"), True),
    (person("LI@OFFICE.CN"), True),
    (person("wang@office.cn"), True),
    (person("anyone@desk.cn"), True),
    (person("li@office.cn", email_verified=True), True),
    (person("li@office.cn", email_verified=False), False),
    (person("li@office.cn", email_verified="false"), False),
    (person("zhao@office.cn"), False),
    (person("anyone@sub.desk.cn"), False),
    (person("anyone@evildesk.cn"), False),
    (person("li@office.cn@evil.test"), False),
    (person("a@b@desk.cn"), False),
    (person("@desk.cn"), False),
    (person("desk.cn"), False),
    (person(""), False),
    (person("@"), False),
    (person(None), False),
    ({"email": "li@office.cn"}, False),
    ({"is_logged_in": False, "email": "li@office.cn"}, False),
    ({"is_logged_in": "yes", "email": "li@office.cn"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("user", "enters"), PEOPLE)
def test_only_who_is_listed_enters(user: dict[str, Any], enters: bool) -> None:
    assert admission.may_enter(user, LISTED) == enters
    assert not admission.may_enter(user, ())


# The owner's settings, whether a login is asked for, and the list.
SECRETS: list[tuple[dict[str, Any], bool, tuple[str, ...]]] = [
    ({}, False, ()),
    ({"other": {"allowed": ["a@b.cn"]}}, False, ()),
    ({"auth": {}}, True, ()),
    ({"login": {"allowed": ["a@b.cn"]}}, True, ("a@b.cn",)),
    ({"auth": {}, "login": {"allowed": ["a@b.cn", "@c.cn"]}}, True, ("a@b.cn", "@c.cn")),
    ({"auth": {}, "login": {"allowed": "@c.cn"}}, True, ("@c.cn",)),
    ({"auth": {}, "login": {}}, True, ()),
    ({"auth": {}, "login": "all"}, True, ()),
]


@pytest.mark.parametrize(("secrets", "asked", "listed"), SECRETS)
def test_a_login_is_asked_for_by_the_owners_settings(
    secrets: dict[str, Any], asked: bool, listed: tuple[str, ...]
) -> None:
    assert admission.is_asked(secrets) == asked
    assert admission.allowed(secrets) == listed
