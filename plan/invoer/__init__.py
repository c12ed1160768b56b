"""What of the plans can be exported to a spreadsheet and brought in again."""

from plan.invoer.acties import ACTIES
from plan.invoer.betrokkenen import BETROKKENEN
from plan.invoer.mijlpalen import MIJLPALEN
from plan.invoer.voortgang import VOORTGANG

SOORTEN = (ACTIES, MIJLPALEN, BETROKKENEN, VOORTGANG)
