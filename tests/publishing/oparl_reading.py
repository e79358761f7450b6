"""Reading the OParl interface, and what of it is not as the schema says."""

from hannover_intl.publishing.oparl import terms
from tests.publishing.oparl_schema import mistakes

HOST = "http://127.0.0.1:8000"
ROOT = "/oparl/1.1/"
LISTS = {name: type_name for type_name, name in terms.LISTS.items()}
LONG_AGO = "2000-01-01T00:00:00+01:00"


def get(client, path, **params):
    response = client.get(path.removeprefix(HOST), params)
    assert response.status_code == 200, path
    return response.json()


def listed(client, name, **params):
    return get(client, f"{ROOT}{name}", **params)["data"]


def whole(client):
    """System and all objects of all lists."""
    return [get(client, ROOT), *(thing for name in LISTS for thing in listed(client, name))]


def all_mistakes(client):
    """The entry, each list and each object under its own address, also deleted ones: all there is wrong with them."""
    found = {ROOT: mistakes(get(client, ROOT), "System")}
    for name, type_name in LISTS.items():
        page = get(client, f"{ROOT}{name}", modified_since=LONG_AGO)
        found[name] = mistakes(page, f"{type_name}[]")
        found |= {thing["id"]: mistakes(get(client, thing["id"]), type_name) for thing in page["data"]}
    return {address: wrong for address, wrong in found.items() if wrong}
