from django import forms

from zwijndrecht_portal.core.elfproef import weiger_bsn


class BewaarstopForm(forms.Form):
    """Why a dossier is kept longer."""

    reden = forms.CharField(
        label="Waarom moet dit dossier bewaard blijven?",
        min_length=10,
        max_length=400,
        validators=[weiger_bsn],
        help_text="Bijvoorbeeld: er loopt een klacht of een rechtszaak.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
