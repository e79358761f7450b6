"""Addresses of OParl objects; they are their ids and never change."""

from django.urls import path, register_converter

from hannover_intl.publishing.oparl import views
from hannover_intl.publishing.oparl.terms import LISTS, OBJECTS


class _OneOf:
    """One word of a fixed list; anything else is no address."""

    regex = ""

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The same."""
        return value


class ListConverter(_OneOf):
    """The name of a list, such as papers."""

    regex = "|".join(LISTS.values())


class TypeConverter(_OneOf):
    """The name of a type, such as paper."""

    regex = "|".join(OBJECTS.values())


register_converter(ListConverter, "oparl_list")
register_converter(TypeConverter, "oparl_type")

app_name = "oparl"
urlpatterns = [
    path("", views.system, name="system"),
    path("<oparl_list:oparl_list>", views.oparl_list, name="list"),
    path("<oparl_type:oparl_type>/<int:pk>", views.oparl_object, name="object"),
]
