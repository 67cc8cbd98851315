"""Portal (门户): what a person finds on coming in."""
