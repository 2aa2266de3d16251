"""One file per board software (CMS family): a list page gives items, a detail page gives its parts."""
