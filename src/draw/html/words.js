// What is shown, and in which words. The data are texts from articles: they are only ever set as
// textContent or drawn on the canvas.
const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges, quotes } = data;
const at = (id) => document.getElementById(id);

const table = (rows) => new Map(rows.map(([key, vi, en]) => [key, { vi, en }]));
const kinds = new Map(data.words.kinds.map(([[key, vi, en], colour]) => [key, { vi, en, colour }]));
const relations = table(data.words.relations);
const statuses = table(data.words.statuses);
const fields = table(data.words.fields);
const values = table(data.words.values);
const own = {
  title: { vi: "Đồ thị quan hệ", en: "Graph of relations" },
  search: { vi: "Tìm tên, không cần dấu", en: "Search names, tones not needed" },
  fit: { vi: "Vừa màn hình", en: "Fit" },
  dark: { vi: "Nền tối", en: "Dark" },
  print: { vi: "In", en: "Print" },
  language: { vi: "English", en: "Tiếng Việt" },
  close: { vi: "Đóng", en: "Close" },
  legend: { vi: "Chú giải và bộ lọc", en: "Legend and filters" },
  from: { vi: "Từ", en: "From" },
  to: { vi: "Đến", en: "To" },
  panel: { vi: "Chi tiết", en: "Details" },
  posts: { vi: "Chức vụ theo thời gian", en: "Posts over time" },
  holders: { vi: "Người giữ chức theo thời gian", en: "Office holders over time" },
  others: { vi: "Quan hệ", en: "Relations" },
  said: { vi: "Trích dẫn", en: "Quote" },
  undated: { vi: "không rõ ngày", en: "no date" },
  holds: { vi: "giữ", en: "holds" },
  shared: { vi: "lần cùng dự", en: "times together" },
  oftenTogether: { vi: "Nhiều lần cùng dự", en: "Together more than once" },
  former: { vi: "Đã thôi giữ chức", en: "Former post" },
  ways: { vi: "Các đường nối", en: "Paths" },
  articles: { vi: "bài", en: "articles" },
  nodes: { vi: "đối tượng", en: "things" },
  edges: { vi: "quan hệ", en: "relations" },
  of: { vi: "trong số", en: "of" },
  none: { vi: "Không tìm thấy", en: "Nothing found" },
  hits: { vi: "kết quả", en: "results" },
  pathFrom: { vi: "Tìm đường từ đây", en: "Find a path from here" },
  pathTo: { vi: "Chọn đối tượng thứ hai: bấm vào đồ thị hoặc tìm tên (Esc: thôi)", en: "Pick the second thing: click in the graph or search (Esc: cancel)" },
  path: { vi: "Đường nối", en: "Path" },
  noPath: { vi: "Không có đường nối trong phần đang hiện.", en: "No path in what is shown." },
  otherPath: { vi: "Đường khác", en: "Another path" },
  steps: { vi: "bước", en: "steps" },
  sheet: {
    vi: "Đồ thị. Phím mũi tên: di chuyển hoặc sang đối tượng bên cạnh; + và -: phóng to, thu nhỏ; 0: vừa màn hình; /: tìm; P: tìm đường; Esc: đóng",
    en: "Graph. Arrow keys: move, or go to the next thing; + and -: zoom; 0: fit; /: search; P: path; Esc: close",
  },
};
let language = data.language;
const say = (entry, otherwise) => (entry ? entry[language] : otherwise);
const word = (words, key) => say(words.get(key), key);

// The same folding as the index of names: no marks, no case.
const folded = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

// Marks that turn the direction of writing would turn the words around a name as well.
const plain = (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dateText(iso) {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso);
  if (!parts) return iso;
  const [year, month, day] = parts.slice(1).map(Number);
  if (language === "vi") return [day, month, year].filter(Boolean).join("/");
  return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
}
const spanText = (first, last) => (first === last ? dateText(last) : dateText(first) + " – " + dateText(last));
