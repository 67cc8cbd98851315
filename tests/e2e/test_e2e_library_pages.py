"""Modelling libraries on the pages: found, filled in, changed by two at once, counted; on the phone and on a desk."""

import json
import uuid
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.e2e_support import Person, Platform, eventually
from tests.e2e.pages_support import DESK, PHONE, by, request_of, wrong_now, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
MATERIALS = "/api/libraries/material/records"


def material(platform: Platform, **changed: Any) -> dict[str, Any]:
    """A material of its own, as the API tells it."""
    values = {
        "name": f"无水乙醇 {uuid.uuid4().hex[:6]}",
        "spec": "分析纯 500mL",
        "unit": "瓶",
        "category": "化学试剂",
        "location": "A区货架 2-1",
        "keeper": "xuemei",
        **changed,
    }
    answer = platform.person("linhao").send("POST", MATERIALS, {"values": values})
    assert answer.status_code == 201, answer.text
    return stored(platform.person("linhao"), answer.json()["id"])


def stored(person: Person, record: str) -> dict[str, Any]:
    return person.get(f"{MATERIALS}/{record}")


def change(person: Person, record: str, **values: Any) -> None:
    version = str(stored(person, record)["version"])
    answer = person.send("PATCH", f"{MATERIALS}/{record}", {"values": values}, if_match=version)
    assert answer.status_code == 200, answer.text


def choose_record(page: Page, field: str, record: str) -> None:
    by(page, f"choose-{field}").click()
    by(page, f"record-{record}").click()


def find(person: Person, words: str, number: int) -> None:
    """Wait until words find so many records: the index of words follows a record."""

    def found() -> bool:
        return len(person.get(MATERIALS, words=words)["items"]) == number

    eventually(found, f"{number} records with {words}")


def on_list(page: Page) -> Any:
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    return by(page, "records")


def test_a_keeper_adds_a_material_with_a_batch_and_corrects_it_on_the_phone(platform, signed_in):
    supplier = platform.person("linhao").get("/api/libraries/supplier/records", limit="1")["items"][0]
    page = signed_in("xuemei")
    by(page, "to-libraries").click()
    by(page, "library-material").click()
    by(page, "new").click()
    by(page, "save").click()
    expect(by(page, "error-name")).to_contain_text("请填写")
    for field, text in {
        "name": "铂电阻导热油",
        "spec": "500 mL",
        "unit": "瓶",
        "location": "B区 3-2",
    }.items():
        by(page, f"field-{field}").fill(text)
    by(page, "field-category").select_option("化学试剂")
    by(page, "field-keeper").locator("button").first.click()
    by(page, "people-search").fill("薛梅")
    by(page, "person-xuemei").click()
    page.get_by_role("button", name="添加一行").click()
    for column, text in {"batch_no": "B01", "qty": "4", "unit_price": "120.5", "location": "B区 3-2"}.items():
        by(page, f"field-batches.0.{column}").fill(text)
    choose_record(page, "batches.0.supplier", supplier["id"])
    by(page, "save").dblclick()
    expect(by(page, "record-title")).to_have_text("铂电阻导热油")
    record = page.url.rpartition("/")[2]
    (batch,) = stored(platform.person("linhao"), record)["values"]["batches"]
    assert (batch["unit_price"], batch["supplier"]) == (12050, supplier["id"])

    by(page, "edit").click()
    by(page, "field-location").fill("C区 1-1")
    by(page, "save").click()
    expect(by(page, "history")).to_contain_text("B区 3-2 → C区 1-1")
    expect(by(page, "value-location")).to_contain_text("C区 1-1")


def test_two_who_change_a_record_at_once_lose_nothing(platform, signed_in):
    record = material(platform)["id"]
    page = signed_in("xuemei", f"/#/library/material/{record}/edit")
    by(page, "field-location").fill("我写的库位")
    change(platform.person("linhao"), record, location="别人写的库位", spec="优级纯 500mL")
    by(page, "save").click()
    expect(by(page, "met-location")).to_contain_text("别人写的库位")
    expect(by(page, "met-spec")).to_contain_text("分析纯 500mL → 优级纯 500mL")
    expect(by(page, "field-location")).to_have_value("我写的库位")
    expect(by(page, "field-spec")).to_have_value("优级纯 500mL")
    by(page, "save").click()
    expect(by(page, "record-title")).to_be_visible()
    values = stored(platform.person("linhao"), record)["values"]
    assert (values["location"], values["spec"]) == ("我写的库位", "优级纯 500mL")


def test_what_was_typed_is_there_again_after_the_page_was_closed(platform, signed_in):
    record = material(platform)["id"]
    page = signed_in("xuemei", f"/#/library/material/{record}/edit")
    by(page, "field-spec").fill("打到一半")
    change(platform.person("linhao"), record, location="D区 9-9")
    page.reload()
    expect(by(page, "restored")).to_be_visible()
    expect(by(page, "field-spec")).to_have_value("打到一半")
    expect(by(page, "field-location")).to_have_value("D区 9-9")
    by(page, "discard").click()
    by(page, "confirm").click()
    expect(by(page, "field-spec")).to_have_value("分析纯 500mL")


def test_a_list_is_searched_and_filtered_and_found_again_on_the_way_back(platform, signed_in):
    mark = uuid.uuid4().hex[:8]
    kept = material(platform, name=f"电极 {mark}", category="电子元器件")
    other = material(platform, name=f"电极 {mark}", spec="备用")
    find(platform.person("xuemei"), mark, 2)
    page = signed_in("xuemei", "/#/libraries/material")
    by(page, "search").fill(mark)
    by(page, "search-go").click()
    expect(by(page, f"line-{other['id']}")).to_be_visible()
    by(page, "filter").click()
    by(page, "filter-category").get_by_label("电子元器件").check()
    by(page, "filter-apply").click()
    expect(by(page, "chip-category")).to_contain_text("类别：电子元器件")
    expect(by(page, f"line-{other['id']}")).to_have_count(0)
    by(page, f"line-{kept['id']}").click()
    expect(by(page, "record-title")).to_have_text(kept["title"])
    by(page, "back").click()
    expect(by(page, f"line-{kept['id']}")).to_be_visible()
    expect(by(page, "search")).to_have_value(mark)
    by(page, "keep-search").click()
    by(page, "search-name").fill(mark)
    by(page, "search-keep").click()
    by(page, "chip-category").click()
    expect(by(page, f"line-{other['id']}")).to_be_visible()
    by(page, f"search-{mark}").click()
    expect(by(page, f"line-{other['id']}")).to_have_count(0)
    by(page, "search").fill("极")
    by(page, "search-go").click()
    expect(by(page, "half-word")).to_contain_text("至少输入两个汉字")


def test_a_search_guesses_whom_it_means_and_leads_to_all_records(platform, signed_in):
    mark = uuid.uuid4().hex[:8]
    record = material(platform, name=f"电极 {mark}")
    find(platform.person("xuemei"), mark, 1)
    page = signed_in("xuemei", "/#/libraries/material?view=hazardous")
    by(page, "search").fill(mark)
    by(page, "search-go").click()
    by(page, "search-all").click()
    expect(by(page, f"line-{record['id']}")).to_be_visible()
    by(page, "search").fill("薛")
    by(page, "search-go").click()
    by(page, "guess-keeper").first.click()
    expect(by(page, "chip-keeper")).to_contain_text("库管员：薛")
    expect(by(page, "search")).to_have_value("")
    expect(on_list(page).locator('[data-test^="line-"]').first).to_be_visible()


def test_a_deleted_record_comes_back_from_the_bin(platform, signed_in):
    record = material(platform)
    page = signed_in("linhao", f"/#/library/material/{record['id']}")
    by(page, "delete").click()
    by(page, "confirm").click()
    expect(by(page, "deleted")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#/libraries/material")
    by(page, "view-bin").click()
    by(page, f"line-{record['id']}").click()
    by(page, "restore").click()
    expect(by(page, "deleted")).to_have_count(0)
    assert stored(platform.person("linhao"), record["id"])["deleted_at"] == ""


def test_a_bar_opens_the_records_it_counts(platform, signed_in):
    page = signed_in("linhao", "/#/libraries/fixed-asset/statistics")
    card = by(page, "statistic-number-by-status")
    bar = card.locator('[data-test="bar"]').filter(has_text="闲置")
    number = int(bar.locator(".figure").inner_text().split()[0])
    bar.click()
    expect(by(page, "chip-status")).to_contain_text("状态：闲置")
    expect(on_list(page).locator('[data-test^="line-"]')).to_have_count(number)


def test_a_share_opens_its_two_figures_and_each_its_records(platform, signed_in):
    page = signed_in("linhao", "/#/libraries/fixed-asset/statistics")
    card = by(page, "statistic-in-use")
    card.locator('[data-test="bar"]').filter(has_text="在用").click()
    parts = [card.locator(f'[data-test="part-{role}"]') for role in ("of", "over")]
    of, over = (int(part.locator(".figure").inner_text().split()[0]) for part in parts)
    share = f"{round(of / over * 100, 1):g}%"
    expect(card.locator('[data-test="bar"]').filter(has_text="在用")).to_contain_text(share)
    parts[0].click()
    expect(by(page, "chip-status")).to_contain_text("状态：在用")
    expect(on_list(page).locator('[data-test^="line-"]')).to_have_count(of)
    page.goto(page.url.partition("#")[0] + "#/libraries/material-txn/statistics")
    line = by(page, "statistic-month").locator('[data-test="balance-line"]').first
    opening, came_in, went_out, closing = (
        float(line.locator(f".{column}").inner_text().rpartition("¥")[2].replace(",", ""))
        for column in ("opening", "in", "out", "closing")
    )
    assert round(opening + came_in - went_out, 2) == closing > 0
    page.goto(page.url.partition("#")[0] + "#/libraries/leave-ledger/statistics")
    granted = by(page, "statistic-granted")
    granted.locator('[data-test="by-account"]').click()
    granted.locator('[data-test="bar"]').filter(has_text="年休假").click()
    expect(by(page, "chip-account")).to_contain_text("账户：年休假")
    lines = on_list(page).locator("li")
    expect(lines.first).to_contain_text("年休假")
    assert all("年休假" in text for text in lines.all_inner_texts())


def test_a_number_on_a_label_opens_its_record(platform, signed_in):
    record = material(platform)
    page = signed_in("xuemei")
    by(page, "to-scan").click()
    by(page, "scan-number").fill("WL-XX-00000")
    by(page, "scan-find").click()
    expect(by(page, "scan-told")).to_contain_text("没有找到")
    by(page, "scan-number").fill(record["id"])
    by(page, "scan-find").click()
    expect(by(page, "record-title")).to_have_text(record["title"])


def test_an_asset_is_reported_broken_from_its_card_and_repaired(platform, signed_in):
    values = {
        "name": f"干燥箱 {uuid.uuid4().hex[:6]}",
        "category": "通用设备",
        "unit_price": 860_000,
        "acquired_on": "2024-03-01",
        "fund_source": "事业收入",
        "dept": 11,
        "custodian": "liming",
        "location": "热工楼 305",
    }
    made = platform.person("linhao").send("POST", "/api/libraries/fixed-asset/records", {"values": values})
    assert made.status_code == 201, made.text
    asset = f"/api/libraries/fixed-asset/records/{made.json()['id']}"
    page = signed_in("liming", f"/#/library/fixed-asset/{made.json()['id']}")
    by(page, "action-repair").click()
    expect(by(page, "field-asset")).to_contain_text(values["name"])
    by(page, "field-fault").fill("升温慢")
    by(page, "submit").click()
    request = request_of(page)
    liming = platform.person("liming")
    serial = liming.request(request)["serial"]
    expect(by(page, "serial")).to_have_text(serial)
    assert liming.get(asset)["values"]["locked_by_flow"] == serial
    platform.person("wangfang").decide(request)
    platform.person("cailin").decide(request, form={"plan": "内修", "est_cost": 0})
    liming.decide(request, form={"actual_cost": 12_000, "result": "已修复"})
    liming.closed(request, "approved")
    page.goto(page.url.partition("#")[0] + f"#/library/fixed-asset/{made.json()['id']}")
    expect(by(page, "tag-status")).to_have_text("在用")
    expect(by(page, "history")).to_contain_text(serial)
    values = liming.get(asset)["values"]
    assert (values["repair_cost_total"], values["locked_by_flow"]) == (12_000, "")
    assert [(row["kind"], row["flow_no"], row["note"]) for row in values["events"]] == [
        ("维修", serial, "升温慢")
    ]


def test_a_keeper_without_the_console_changes_many_at_once_on_a_desk(platform, signed_in):
    mark = uuid.uuid4().hex[:8]
    records = [material(platform, name=f"滤膜 {mark}", spec=spec) for spec in ("甲", "乙", "丙")]
    find(platform.person("xuemei"), mark, 3)
    page = signed_in("xuemei", f"/console.html#/libraries/material?words={mark}", DESK)
    expect(by(page, "nav-library")).to_be_visible()
    expect(by(page, "nav-flow")).to_have_count(0)
    by(page, "choose-all").check()
    by(page, f"choose-{records[2]['id']}").uncheck()
    by(page, "bulk-update").click()
    by(page, "bulk-field").select_option("location")
    by(page, "field-location").fill("E区 1-1")
    by(page, "bulk-send").click()
    expect(page.get_by_text("已完成 2 条")).to_be_visible()
    places = [stored(platform.person("linhao"), one["id"])["values"]["location"] for one in records]
    assert places == ["E区 1-1", "E区 1-1", "A区货架 2-1"]


def test_a_table_is_sorted_by_its_heads_and_filtered_above(platform, signed_in):
    page = signed_in("linhao", "/console.html#/libraries/fixed-asset?view=all-records", DESK)
    by(page, "sort-asset_no").click()
    by(page, "sort-asset_no").click()
    listed = on_list(page).locator('[data-test^="line-"]')
    numbers = listed.all_inner_texts()
    assert numbers == sorted(numbers, reverse=True)
    by(page, "filter").click()
    by(page, "filter-status").get_by_label("在用").check()
    expect(by(page, "chip-status")).to_be_visible()
    assert len(on_list(page).locator('[data-test^="line-"]').all()) > 0
    asked = {"view": "", "filter": json.dumps({"status": "在用"}), "sort": "-asset_no"}
    first = platform.person("linhao").get("/api/libraries/fixed-asset/records", **asked)["items"][0]
    expect(listed.first).to_have_text(first["id"])


SHEET = """物料名称,规格型号,计量单位,类别,库位,库管员,备注
{mark},甲,支,电子元器件,A1,薛梅,x
{mark},乙,支,没有的类别,A2,薛梅,x
"""


def test_a_sheet_is_checked_and_its_good_rows_imported_and_exported_again(platform, signed_in):
    mark = f"标样{uuid.uuid4().hex[:8]}"
    page = signed_in("xuemei", "/console.html#/libraries/material/import", DESK)
    sheet = {"name": "材料.csv", "mimeType": "text/csv", "buffer": SHEET.format(mark=mark).encode()}
    by(page, "import-file").set_input_files(sheet)
    expect(by(page, "count-refused")).to_have_text("1")
    expect(by(page, "import-problems")).to_contain_text("第 3 行 · 类别")
    expect(by(page, "match-G")).to_have_value("")
    assert wrong_now(page) == []
    with page.expect_download():
        by(page, "import-annotated").click()
    by(page, "import-partial").click()
    by(page, "confirm").click()
    expect(by(page, "import-done")).to_contain_text("导入完成")
    expect(by(page, "count-created")).to_have_text("1")
    find(platform.person("xuemei"), mark, 1)
    page.goto(page.url.partition("#")[0] + f"#/libraries/material?words={mark}")
    expect(on_list(page).get_by_text(mark)).to_have_count(1)
    by(page, "export").click()
    by(page, "export-go").click()
    expect(by(page, "export-done")).to_be_visible()
    with page.expect_download() as exported:
        by(page, "export-go").click()
    assert exported.value.suggested_filename.endswith(".xlsx")


def test_a_record_has_a_code_and_a_label(platform, signed_in):
    record = material(platform)
    page = signed_in("xuemei", f"/console.html#/library/material/{record['id']}", DESK)
    by(page, "code").locator("summary").click()
    picture = by(page, "code").locator("img")
    expect(picture).to_be_visible()
    eventually(lambda: picture.evaluate("image => image.naturalWidth > 0"), "the code to be drawn")
    page.goto(page.url.partition("#")[0] + "#/libraries/material")
    by(page, f"choose-{record['id']}").check()
    with page.expect_download() as labels:
        by(page, "labels").click()
    assert labels.value.suggested_filename.endswith(".pdf")


@SIZES
def test_the_forms_and_sheets_of_libraries_are_accessible(platform, signed_in, size):
    record = material(platform)["id"]
    page = signed_in("linhao", size=size)
    found = {"new": wrong_with(page, "/#/libraries/material/new")}
    page.get_by_role("button", name="添加一行").click()
    by(page, "save").click()
    found["refused"] = wrong_now(page)
    by(page, "choose-batches.0.supplier").click()
    found["picker"] = wrong_now(page)
    found["edit"] = wrong_with(page, f"/#/library/material/{record}/edit")
    by(page, "field-spec").fill("打到一半")
    change(platform.person("linhao"), record, spec="别人写的")
    by(page, "save").click()
    expect(by(page, "met")).to_be_visible()
    found["met"] = wrong_now(page)
    found["list"] = wrong_with(page, '/#/libraries/material?filter={"category":"化学试剂"}')
    by(page, "filter").click()
    found["filter"] = wrong_now(page)
    console = signed_in("linhao", "/console.html", size)
    found["desk"] = wrong_with(console, "/console.html#/libraries/material")
    by(console, "filter").click()
    by(console, "choose-all").check()
    found["bulk"] = wrong_now(console)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
