"""Nested HSDS into rows: one row per service and place, without the people that it names."""

from collections.abc import Iterator
from typing import Any

# People, with their names and addresses: left in the publisher's file.
NEVER_READ = frozenset({"contacts", "assurer_email"})


def flatten(items: list[Any]) -> list[Any]:
    """Flatten services, or organizations that hold theirs; what is no object stays for refusal."""
    return [row for item in items for row in _flatten_one(item)]


def _flatten_one(item: Any) -> Iterator[Any]:
    if not isinstance(item, dict):
        yield item
    elif isinstance(item.get("services"), list):
        owner = {key: value for key, value in item.items() if key != "services"}
        for service in item["services"]:
            held = {"organization": owner, **service} if isinstance(service, dict) else service
            yield from _flatten_one(held)
    elif "location" in item:
        yield drop_people(item)
    else:
        yield from _spread(drop_people(item))


def _spread(service: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Spread a service over its places; one without any is still a row."""
    for link in _list_objects(service.pop("service_at_locations", None)) or [{}]:
        held = link.get("location")
        location = held if isinstance(held, dict) else {}
        own = (_list_objects(holder.get("schedules")) for holder in (link, service, location))
        yield {
            **service,
            "service_id": service.get("id"),
            "id": link.get("id") or service.get("id"),
            "location": location,
            "schedules": next(filter(None, own), []),
        }


def _list_objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def drop_people(value: Any) -> Any:
    """Drop the people that an object names, however deep."""
    if isinstance(value, dict):
        return {key: drop_people(held) for key, held in value.items() if key not in NEVER_READ}
    if isinstance(value, list):
        return [drop_people(held) for held in value]
    return value
