// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <yuqian/data/set.hpp>
#include <yuqian/model/kernel/local_text.hpp>

namespace yuqian::apps {

enum class Language { en, zh };

/// The one language that a run speaks.
class Words {
 public:
  explicit Words(Language language = Language::en) : language_(language) {}
  bool chinese() const { return language_ == Language::zh; }

  /// The text that fits the language.
  const std::string& operator()(const model::LocalText& text) const {
    return chinese() ? text.zh : text.en;
  }
  std::string operator()(std::string_view zh, std::string_view en) const {
    return std::string(chinese() ? zh : en);
  }
  /// The long name of a label, or the label where it has none.
  const std::string& name(const data::Set& set, int i) const {
    return chinese() ? set.zh(i) : set.en(i);
  }
  /// A term of the shipped glossary by its key. Throws data::InputError on an unknown key.
  std::string term(std::string_view key) const;

 private:
  Language language_;
};

}  // namespace yuqian::apps
