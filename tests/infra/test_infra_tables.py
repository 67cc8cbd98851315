"""Tables are read from PynamoDB models."""

from typing import ClassVar

import pytest
from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from infra.errors import PackageError
from infra.stage import Stage
from infra.tables import find, read, resources


class ByAge(GlobalSecondaryIndex["Animal"]):
    class Meta:
        index_name = "gsi1"
        projection = KeysOnlyProjection()

    species = UnicodeAttribute(hash_key=True)
    age = NumberAttribute(range_key=True)


class Row(Model):
    class Meta:
        capability: ClassVar[str] = ""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()


class Car(Row):
    class Meta(Row.Meta):
        capability = "cars"


class Animal(Row):
    class Meta(Row.Meta):
        capability = "zoo"
        stream = True


class Bird(Animal, discriminator="bird"):
    age = NumberAttribute()
    by_age = ByAge()
    expires_at = TTLAttribute()


def properties(stage: str = "local") -> dict[str, object]:
    return resources(Stage(stage), (read(Animal),))["ZooTable"]["Properties"]


def test_keys_come_from_the_model():
    assert properties()["KeySchema"] == [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ]


def test_an_index_of_a_row_kind_is_an_index_of_the_table():
    assert properties()["GlobalSecondaryIndexes"] == [
        {
            "IndexName": "gsi1",
            "KeySchema": [
                {"AttributeName": "species", "KeyType": "HASH"},
                {"AttributeName": "age", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
    ]


def test_another_table_under_the_same_discriminator_has_its_own_indexes_only():
    assert read(Car).indexes == ()


def test_only_key_attributes_are_declared_with_their_types():
    assert properties()["AttributeDefinitions"] == [
        {"AttributeName": "age", "AttributeType": "N"},
        {"AttributeName": "pk", "AttributeType": "S"},
        {"AttributeName": "sk", "AttributeType": "S"},
        {"AttributeName": "species", "AttributeType": "S"},
    ]


def test_the_ttl_attribute_of_a_row_kind_expires_rows():
    assert properties()["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_a_stream_carries_the_new_row_where_the_model_asks_for_one():
    assert properties()["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


def test_indexes_are_named_in_the_arns():
    assert {"Fn::Sub": "${ZooTable.Arn}/index/gsi1"} in read(Animal).arns


def test_only_production_refuses_deletion():
    assert not properties()["DeletionProtectionEnabled"]
    assert properties("prod")["DeletionProtectionEnabled"]


def test_a_table_nobody_declares_is_named_with_its_file():
    with pytest.raises(PackageError, match=r"chalicelib/cars/store\.py declares no table"):
        find((read(Animal),), "cars")


def test_a_stream_nobody_declares_is_named_with_its_file():
    quiet = type(read(Animal))("zoo", (), (), (), ttl=None, stream=False)
    with pytest.raises(PackageError, match=r"chalicelib/zoo/store\.py has no `stream = True`"):
        find((quiet,), "zoo", stream=True)
