"""A request for a host that is not ours gets a plain 400, whatever it asks."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/en/", "/en/register", "/en/work/", "/api/v1/me"])
def test_an_unknown_host_is_refused_and_not_an_error(client, path):
    answer = client.get(path, headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_forwarded_host_changes_nothing(client):
    answer = client.get("/en/", headers={"x-forwarded-host": "evil.example"})

    assert answer.status_code == 200
    assert "evil.example" not in answer.content.decode()
