"""The commands of `./xt`: thin, each a few lines around a service."""
