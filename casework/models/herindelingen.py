"""Two huishoudens out of one, or one out of two: who went where, before and after."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from casework.enums import HerindelingSoort
from casework.models.contacten import alleen_toevoegen
from casework.models.huishoudens import Huishouden
from zwijndrecht_portal.core.elfproef import weiger_bsn


class Herindeling(models.Model):
    """Een huishouden dat is gesplitst of samengevoegd: wie er eerst bij hoorde en wie daarna. Wordt nooit gewijzigd."""

    soort = models.CharField(max_length=12, choices=HerindelingSoort)
    van = models.ForeignKey(Huishouden, models.PROTECT, related_name="+")
    naar = models.ForeignKey(Huishouden, models.PROTECT, related_name="+")
    eerst = models.JSONField(help_text="Wie bij welk huishouden hoorde, per pseudoniem.")
    daarna = models.JSONField()
    reden = models.TextField(validators=[MinLengthValidator(10), MaxLengthValidator(400), weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    gedaan_op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "herindeling"
        verbose_name_plural = "herindelingen"
        constraints = [models.CheckConstraint(name="herindeling_tussen_twee", condition=~Q(van=F("naar")))]
        triggers = [alleen_toevoegen()]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.van_id} naar {self.naar_id}"
