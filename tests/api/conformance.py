"""Holds every answer of every test against the description of the API."""

import re
from functools import cache

from jsonschema import Draft202012Validator

from api.views.documentation import described


@cache
def addresses():
    """Templates of addresses, those without a blank first."""
    found = []
    for path, methods in described()["paths"].items():
        pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$")
        found.append((path.count("{"), pattern, path, methods))
    return sorted(found, key=lambda one: one[0])


def operation(method, path):
    """The described operation an address belongs to, or None."""
    for _blanks, pattern, _path, methods in addresses():
        if pattern.match(path) and method in methods:
            return methods[method]
    return None


def resolved(part):
    return validator_root()["components"][part.split("/")[2]][part.split("/")[3]]


@cache
def validator_root():
    """The description, read strictly: what it does not name must not be there."""
    return strict(described())


def strict(part):
    if isinstance(part, list):
        return [strict(one) for one in part]
    if not isinstance(part, dict):
        return part
    read = {name: strict(one) for name, one in part.items()}
    if "properties" in read and read.get("type") == "object":
        read.setdefault("additionalProperties", False)
    return read


def check(method, path, response):
    """Fail where an answer is not as described: its status, its type or its shape."""
    known = operation(method, path)
    if known is None:
        assert response.status_code in (401, 404, 405), (method, path, response.status_code)
        return
    told = known["responses"].get(str(response.status_code))
    assert told or response.status_code == 405, f"{response.status_code} is not described"
    if told and "$ref" in told:
        told = resolved(told["$ref"])
    contents = (told or {}).get("content", {})
    if not contents or "*/*" in contents:
        return
    media_type = response["Content-Type"].partition(";")[0]
    assert media_type in contents, (method, path, media_type)
    if media_type.endswith("json"):
        assert wrong(contents[media_type]["schema"], response.json()) == [], (method, path)


def wrong(schema, answer):
    """What of an answer is not as its schema says: the first five."""
    whole = {**strict(schema), "components": validator_root()["components"]}
    found = Draft202012Validator(whole).iter_errors(answer)
    return [f"{error.json_path}: {error.message}" for error in found][:5]
