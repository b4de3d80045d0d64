// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/table_pymrio.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/interindustry/label_grid.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::interindustry {
namespace {

namespace fs = std::filesystem;

/// One folder of save_all() and how its files are laid out.
class Files {
 public:
  explicit Files(const fs::path& folder) : folder_(folder) {
    const std::string path = (folder / "file_parameters.json").string();
    try {
      layout_ = nlohmann::json::parse(data::read_text(path)).at("files");
    } catch (const nlohmann::json::exception& e) {
      throw data::InputError({{path},
                              fmt::format("not what pymrio writes: {}", e.what()),
                              {},
                              "write the folder again with save_all() of pymrio"});
    }
  }
  bool has(const char* name) const { return fs::exists(path(name)); }
  std::string path(const char* name) const {
    return (folder_ / (std::string(name) + ".txt")).string();
  }
  LabelGrid grid(const char* name) const {
    return read_label_grid(path(name), number(name, "nr_index_col", 2),
                           number(name, "nr_header", 2));
  }
  std::vector<std::string> texts(const char* name) const {
    return read_label_texts(path(name), number(name, "nr_header", 1));
  }

 private:
  int number(const char* name, const char* key, int otherwise) const {
    const auto file = layout_.find(name);
    if (file == layout_.end() || !file->contains(key)) return otherwise;
    const auto& value = (*file)[key];  // pymrio writes numbers as texts
    if (value.is_number_integer()) return value.get<int>();
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count < 1)
      throw data::InputError({{(folder_ / "file_parameters.json").string()},
                              fmt::format("{} of {} is {}", key, name, value.dump()),
                              key,
                              "give the number of lines or columns that hold labels"});
    return count;
  }

  fs::path folder_;
  nlohmann::json layout_;
};

/// One level of labels as a set, in the order in which they first appear.
data::Set level(const std::vector<std::vector<std::string>>& labels, std::size_t which,
                const char* name) {
  std::vector<std::string> found;
  for (const auto& levels : labels)
    if (std::find(found.begin(), found.end(), levels[which]) == found.end())
      found.push_back(levels[which]);
  return data::Set(name, found);
}

void require_two_levels(const LabelGrid& grid) {
  for (const auto* labels : {&grid.rows, &grid.columns})
    if (!labels->empty() && labels->front().size() != 2)
      throw data::InputError({{grid.path, 1, 0},
                              "rows and columns are not a region and a sector each",
                              {},
                              "give both labels, region first"});
}

[[noreturn]] void refuse_shape(const LabelGrid& grid, const IoTable& t) {
  throw data::InputError(
      {{grid.path, grid.first_line, 0},
       fmt::format("{} rows and {} columns do not fit a table of {} regions and {} sectors",
                   grid.values.rows(), grid.values.cols(), t.regions.size(), t.sectors.size()),
       {},
       "give every region every sector"});
}

/// Position of every row or column among the cells.
std::vector<int> cells_of(const LabelGrid& grid,
                          const std::vector<std::vector<std::string>>& labels, const IoTable& t) {
  std::vector<int> cells;
  std::vector<bool> seen(static_cast<std::size_t>(t.cells()), false);
  for (const auto& l : labels) {
    const int cell = t.cell(t.regions.index(l[0]), t.sectors.index(l[1]));
    if (seen[at(cell)]) refuse_shape(grid, t);
    seen[at(cell)] = true;
    cells.push_back(cell);
  }
  if (static_cast<int>(cells.size()) != t.cells()) refuse_shape(grid, t);
  return cells;
}

std::vector<int> users_of(const LabelGrid& grid, const IoTable& t) {
  std::vector<int> columns;
  for (const auto& l : grid.columns)
    columns.push_back(t.column(t.regions.index(l[0]), t.users.index(l[1])));
  return columns;
}

IoTable read_table(const Files& files) {
  const LabelGrid z = files.grid("Z"), y = files.grid("Y");
  require_two_levels(z);
  require_two_levels(y);
  const data::Set items("value_added_item", {"value_added"}, {"增加值"}, {"Value added"});
  IoTable t = empty_io_table(level(z.rows, 0, "region"), level(z.rows, 1, "sector"),
                             level(y.columns, 1, "final_user"), items, false);
  const std::vector<int> row = cells_of(z, z.rows, t), column = cells_of(z, z.columns, t),
                         supplier = cells_of(y, y.rows, t), user = users_of(y, t);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto line = static_cast<Eigen::Index>(i);
    for (std::size_t j = 0; j < column.size(); ++j)
      t.flows(row[i], column[j]) = z.values(line, static_cast<Eigen::Index>(j));
    for (std::size_t h = 0; h < user.size(); ++h)
      t.final_use(supplier[i], user[h]) += y.values(line, static_cast<Eigen::Index>(h));
  }
  t.output = t.flows.rowwise().sum() + t.final_demand();
  if (files.has("x")) {
    const LabelGrid x = files.grid("x");
    const std::vector<int> cell = cells_of(x, x.rows, t);
    for (std::size_t i = 0; i < cell.size(); ++i)
      t.output(cell[i]) = x.values(static_cast<Eigen::Index>(i), 0);
  }
  t.primary.row(0) = t.output.transpose() - t.flows.colwise().sum();
  if (files.has("unit")) t.unit = files.texts("unit").at(0);
  return t;
}

/// A word of variable names: "emission_type1_air".
std::string word_of(const std::vector<std::string>& labels) {
  std::string word;
  for (const std::string& label : labels) {
    if (!word.empty()) word += '_';
    for (const char c : label)
      word += std::isalnum(static_cast<unsigned char>(c))
                  ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                  : '_';
  }
  return word;
}

void add_accounts(Accounts& accounts, const fs::path& folder, const IoTable& t) {
  const Files files(folder);
  if (!files.has("F")) return;
  const LabelGrid f = files.grid("F"), fy = files.has("F_Y") ? files.grid("F_Y") : LabelGrid{};
  const std::vector<std::string> units =
      files.has("unit") ? files.texts("unit") : std::vector<std::string>{};
  const std::vector<int> cell = cells_of(f, f.columns, t),
                         user = fy.empty() ? std::vector<int>{} : users_of(fy, t);
  for (std::size_t k = 0; k < f.rows.size(); ++k) {
    Account a;
    a.name = word_of(f.rows[k]);
    a.zh = a.en = fmt::format("{}", fmt::join(f.rows[k], ", "));
    a.unit = k < units.size() ? units[k] : "1";
    a.source = folder.string();
    a.amounts = Vector::Zero(t.cells());
    a.direct = Vector::Zero(t.final_use.cols());
    const auto line = static_cast<Eigen::Index>(k);
    for (std::size_t j = 0; j < cell.size(); ++j)
      a.amounts(cell[j]) = f.values(line, static_cast<Eigen::Index>(j));
    if (line < fy.values.rows())
      for (std::size_t h = 0; h < user.size(); ++h)
        a.direct(user[h]) += fy.values(line, static_cast<Eigen::Index>(h));
    accounts.push_back(std::move(a));
  }
}

}  // namespace

PymrioFolder read_pymrio(const std::string& folder) {
  PymrioFolder found;
  found.table = read_table(Files(folder));
  found.table.source = folder;
  std::vector<fs::path> extensions;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory() && fs::exists(entry.path() / "file_parameters.json"))
      extensions.push_back(entry.path());
  std::sort(extensions.begin(), extensions.end());
  for (const fs::path& extension : extensions) add_accounts(found.accounts, extension, found.table);
  return found;
}

}  // namespace yuqian::interindustry
