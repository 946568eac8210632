"""What may be seen of results: indicators, claims, the page of a day, and the pages that were frozen."""

# The queries register themselves by their names.
from genderdesk.monitoring.results.queries import desks, guided, partnered, reached, registered, trained  # noqa: F401
