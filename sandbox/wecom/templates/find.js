const find = document.getElementById("find");
const groups = [...document.querySelectorAll("[data-group]")];
find.addEventListener("input", () => {
  const word = find.value.trim().toLowerCase();
  let any = false;
  for (const group of groups) {
    let some = false;
    for (const row of group.querySelectorAll("[data-words]")) {
      row.hidden = !row.dataset.words.includes(word);
      some ||= !row.hidden;
    }
    group.hidden = !some;
    any ||= some;
  }
  document.getElementById("nobody").hidden = any;
});
