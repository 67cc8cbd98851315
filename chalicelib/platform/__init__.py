"""Platform: what every capability stands on."""
