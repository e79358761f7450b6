from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffSkillsConfig(AppConfig):
    """Languages and expertise of employees: voluntary, bound to purposes, the employee's own."""

    name = "staff_skills"
    verbose_name = _("Sprachkenntnisse")
