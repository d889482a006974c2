"""What every page is made of: base page, components, assets, charts, htmx helper."""
