"""Where the API answers. Its types are built from the acts at the first call, not while the pages start."""

from django.urls import URLResolver, path
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from genderdesk.interfaces.api.fhir import referral, referrals
from genderdesk.interfaces.api.witness import add_checkpoint


class _BuiltWhenCalled(URLResolver):
    """The addresses of the acts. A page that names its own addresses does not ask for these: whoever calls one, or
    names one by the namespace, reads the patterns then."""

    def _populate(self) -> None:
        for kept, empty in (("_reverse_dict", MultiValueDict), ("_namespace_dict", dict), ("_app_dict", dict)):
            getattr(self, kept)[get_language()] = empty()


urlpatterns = [
    path("api/v1/witness/add-checkpoint", add_checkpoint, name="witness"),
    path("api/fhir/r4b/referrals", referrals, name="fhir_referrals"),
    path("api/fhir/r4b/referrals/<uuid:referral_id>", referral, name="fhir_referral"),
    _BuiltWhenCalled(RoutePattern("api/v1/"), "genderdesk.interfaces.api.routes", app_name="ninja", namespace="api"),
]
