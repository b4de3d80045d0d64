// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/alias.hpp>

#include <algorithm>
#include <filesystem>
#include <map>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::data {
namespace {

struct Alias {
  std::string kind, label;
};

/// All words of the shipped tables. They choose among labels and carry no figure, so they are not
/// noted as inputs of a result: the file says which labels were chosen.
class Aliases {
 public:
  Aliases() {
    if (const auto csv = table("schema/regions.csv"))
      for (int r = 0; r < csv->rows(); ++r) {
        const std::string label = csv->text(r, csv->column("label"));
        const std::string code = csv->text(r, csv->column("code"));
        for (const char* column : {"zh", "en", "short_zh", "short"})
          add("region", csv->text(r, csv->column(column)), label);
        add("region", code, label);
        add("region", code + "0000", label);
        codes_[label] = code + "0000";
        chinese_.emplace(label, csv->text(r, csv->column("zh")));
      }
    if (const auto csv = table("schema/sectors.csv"))
      for (int r = 0; r < csv->rows(); ++r)
        for (const char* column : {"zh", "en"})
          add("sector", csv->text(r, csv->column(column)), csv->text(r, csv->column("label")));
    if (const auto csv = table("schema/pair.csv"); csv && csv->rows() == 2)
      pair_ = {csv->text(0, 0), csv->text(1, 0)};
    if (const auto csv = table("schema/aliases.csv"))
      for (int r = 0; r < csv->rows(); ++r)
        add(csv->text(r, csv->column("kind")), csv->text(r, csv->column("alias")),
            csv->text(r, csv->column("label")));
  }

  std::vector<std::string> of(std::string_view word, std::string_view kind) const {
    std::vector<std::string> labels;
    const auto [begin, end] = words_.equal_range(word);
    for (auto a = begin; a != end; ++a)
      if ((kind.empty() || a->second.kind == kind) &&
          std::find(labels.begin(), labels.end(), a->second.label) == labels.end())
        labels.push_back(a->second.label);
    return labels;
  }

  const std::pair<std::string, std::string>& pair() const { return pair_; }

  /// The Chinese name of a province; the label of anything else.
  std::string chinese(const std::string& label) const {
    const auto found = chinese_.find(label);
    return found == chinese_.end() ? label : found->second;
  }

  std::string code(const std::string& label) const {
    const auto found = codes_.find(label);
    return found == codes_.end() ? std::string() : found->second;
  }

 private:
  static Csv parsed(const std::string& path) {
    dev_t device = 0;
    ino_t inode = 0;
    return Csv::parse(checked_text(read_from_disk(path, &device, &inode), path), path);
  }
  static std::optional<Csv> table(const std::string& relative) {
    for (const std::string& folder : shipped_folders()) {
      const std::filesystem::path path = std::filesystem::path(folder) / relative;
      std::error_code none;
      if (!std::filesystem::exists(path, none)) continue;
      return parsed(path.string());
    }
    return std::nullopt;
  }
  void add(const std::string& kind, const std::string& word, const std::string& label) {
    if (word != label) words_.emplace(word, Alias{kind, label});
  }

  std::pair<std::string, std::string> pair_;
  std::multimap<std::string, Alias, std::less<>> words_;
  std::map<std::string, std::string> codes_;    // of GB/T 2260, by label
  std::map<std::string, std::string> chinese_;  // names of provinces, by label
};

const Aliases& aliases() {
  static const Aliases all;
  return all;
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::vector<std::string> labels_known_as(std::string_view word, std::string_view kind) {
  return aliases().of(word, kind);
}

std::optional<int> find_named(const Set& set, std::string_view word) {
  if (const auto label = set.find(word)) return label;
  std::vector<int> found;
  const auto note = [&](int i) {
    if (std::find(found.begin(), found.end(), i) == found.end()) found.push_back(i);
  };
  for (int i = 0; i < set.size(); ++i)  // a set's own names come before the shipped ones
    if (set.zh(i) == word || set.en(i) == word) note(i);
  if (found.empty())
    for (const std::string& label : aliases().of(word, {}))
      if (const auto i = set.find(label)) note(*i);
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

std::string region_label(std::string_view word) {
  const std::vector<std::string> labels = aliases().of(word, "region");
  return labels.size() == 1 ? labels.front() : std::string(word);
}

std::string suggestion(std::string_view word, const Set& set) {
  return suggestion(word, is_ascii(word) ? set.labels() : chinese_names(set));
}

const std::pair<std::string, std::string>& default_pair() { return aliases().pair(); }

std::vector<std::string> chinese_names(const Set& set) {
  std::vector<std::string> names;
  for (int i = 0; i < set.size(); ++i)
    names.push_back(set.has_zh() ? set.zh(i) : aliases().chinese(set.label(i)));
  return names;
}

std::string chinese_name(const std::string& region) { return aliases().chinese(region); }

std::string gb_code(std::string_view region) { return aliases().code(region_label(region)); }

}  // namespace yuqian::data
