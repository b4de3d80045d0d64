// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/set.hpp>

#include <cassert>
#include <unordered_map>
#include <utility>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/label.hpp>

namespace yuqian::data {

struct Set::Contents {
  std::vector<std::string> labels, zh, en;
  std::unordered_map<std::string_view, int> positions;  // views into labels
};

Set::Set() : Set("", {}) {}

Set::Set(std::string name, std::vector<std::string> labels, std::vector<std::string> zh,
         std::vector<std::string> en)
    : name_(std::move(name)) {
  auto contents = std::make_shared<Contents>();
  contents->labels = std::move(labels);
  contents->zh = std::move(zh);
  contents->en = std::move(en);
  const std::vector<std::string>& all = contents->labels;
  for (const auto* names : {&contents->zh, &contents->en})
    if (!names->empty() && names->size() != all.size())
      throw InputError("set \"" + name_ + "\" has " + std::to_string(all.size()) + " labels but " +
                           std::to_string(names->size()) + " long names",
                       "give one name for each label, or none");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string place = "label " + std::to_string(i + 1) + " of set \"" + name_ + "\"";
    if (const std::string fault = label_fault(all[i]); !fault.empty())
      throw InputError({{}, place + " " + fault, all[i], "give every element a label of its own"});
    const auto [first, is_new] = contents->positions.emplace(all[i], static_cast<int>(i));
    if (!is_new)
      throw InputError({{},
                        place + " repeats \"" + all[i] + "\", which is label " +
                            std::to_string(first->second + 1),
                        all[i],
                        "labels must be unique"});
  }
  contents_ = std::move(contents);
}

int Set::size() const { return static_cast<int>(contents_->labels.size()); }

const std::string& Set::label(int i) const {
  assert(i >= 0 && i < size());
  return contents_->labels[static_cast<std::size_t>(i)];
}

const std::string& Set::zh(int i) const {
  return has_zh() ? contents_->zh[static_cast<std::size_t>(i)] : label(i);
}

const std::string& Set::en(int i) const {
  return has_en() ? contents_->en[static_cast<std::size_t>(i)] : label(i);
}

const std::vector<std::string>& Set::labels() const { return contents_->labels; }
bool Set::has_zh() const { return !contents_->zh.empty(); }
bool Set::has_en() const { return !contents_->en.empty(); }

std::optional<int> Set::find(std::string_view label) const {
  const auto found = contents_->positions.find(label);
  if (found == contents_->positions.end()) return std::nullopt;
  return found->second;
}

int Set::index(std::string_view label) const {
  if (const auto found = find_named(*this, label)) return *found;
  throw InputError(
      {{},
       "unknown " + (name_.empty() ? "label" : name_) + " \"" + std::string(label) + "\"",
       std::string(label),
       suggestion(label, *this)});
}

Set Set::renamed(std::string name) const {
  Set other = *this;
  other.name_ = std::move(name);
  return other;
}

bool Set::same_labels(const Set& other) const {
  return contents_ == other.contents_ || contents_->labels == other.contents_->labels;
}

}  // namespace yuqian::data
