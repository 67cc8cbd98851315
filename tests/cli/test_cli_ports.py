"""A busy port is one sentence with the port, who has it and the variable to change."""

import os
import socket

import pytest

from cli.local import ports, settings

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def busy():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_busy_port_names_the_port_the_process_and_the_variable(busy):
    with pytest.raises(ports.PortBusyError) as caught:
        ports.require_free(busy, "XT_PORT")
    sentence = str(caught.value)
    assert f"Port {busy} is in use by process {os.getpid()}" in sentence
    assert sentence.endswith("choose another port with XT_PORT.")


def test_a_free_port_passes():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ports.require_free(port, "XT_PORT")


@pytest.mark.parametrize("value", ["http", "0", "65536", "-1"])
def test_a_port_variable_that_is_no_port_is_one_sentence(monkeypatch, value):
    monkeypatch.setenv("XT_PORT", value)
    with pytest.raises(settings.SettingError, match=r"XT_PORT is .* must be a port number"):
        settings.load()


def test_how_many_demo_records_is_one_of_three_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XT_DEMO_RECORDS", "few")
    assert settings.load().records is settings.Records.FEW
    assert settings.load().environment()["XT_DEMO_RECORDS"] == "few"
    monkeypatch.setenv("XT_DEMO_RECORDS", "many")
    with pytest.raises(settings.SettingError, match="full, few or none"):
        settings.load()
