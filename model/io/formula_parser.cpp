// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/formula.hpp>
#include <yuqian/model/io/detail/formula_text.hpp>

#include <yuqian/data/nearest.hpp>

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

using Op = Formula::Op;
using Node = Formula::Node;

class Parser : FormulaText {
 public:
  Parser(std::string_view text, const Scope& scope, bool free_indices)
      : FormulaText(text), names_(scope.names), scope_(scope), free_indices_(free_indices) {}

  Formula run() {
    formula_.root = condition();
    skip();
    if (i_ < text_.size()) unexpected();
    return std::move(formula_);
  }

 private:
  static constexpr int deepest = 400;

  struct Deeper {
    explicit Deeper(Parser& p) : parser(p) {
      if (++parser.depth_ > deepest) parser.fail("the expression is nested too deeply");
    }
    ~Deeper() { --parser.depth_; }
    Parser& parser;
  };

  static Node with(Op op, std::vector<Node> items, std::size_t offset = 0) {
    Node node;
    node.op = op;
    node.items = std::move(items);
    node.offset = offset;
    return node;
  }
  static Node pair(Op op, Node a, Node b) {
    std::vector<Node> items;
    items.push_back(std::move(a));
    items.push_back(std::move(b));
    return with(op, std::move(items));
  }
  static Node one(Op op, Node a) {
    std::vector<Node> items;
    items.push_back(std::move(a));
    return with(op, std::move(items));
  }

  // condition = conjunction { or conjunction }     conjunction = negation { and negation }
  Node condition() {
    return series("or", Op::either, [this] { return conjunction(); });
  }
  Node conjunction() {
    return series("and", Op::both, [this] { return negation(); });
  }
  template <class Part>
  Node series(std::string_view word, Op op, Part part) {
    Node first = part();
    if (peek_word() != word) return first;
    std::vector<Node> items;
    items.push_back(std::move(first));
    while (take_word(word)) items.push_back(part());
    return with(op, std::move(items));
  }

  Node negation() {
    const Deeper deeper(*this);
    if (take_word("not")) return one(Op::opposite, negation());
    return comparison();
  }

  Node comparison() {
    if (std::optional<Node> labels = label_comparison()) return std::move(*labels);
    Node left = expression();
    static constexpr std::pair<std::string_view, Op> signs[] = {
        {"==", Op::equal},         {"!=", Op::unequal}, {"<=", Op::less_equal},
        {">=", Op::greater_equal}, {"<", Op::less},     {">", Op::greater}};
    for (const auto& [sign, op] : signs)
      if (take(sign)) return pair(op, std::move(left), expression());
    return left;
  }

  /// "s != r", "i == coal": an index on the left.
  std::optional<Node> label_comparison() {
    const std::size_t begin = i_;
    const std::string_view word = peek_word();
    const int set = word.empty() ? -1 : scope_.sets.find(word);
    if (set < 0) return std::nullopt;
    const std::size_t place = i_;
    i_ += word.size();
    const bool same = take("==");
    if (!same && !take("!=")) {
      i_ = begin;
      return std::nullopt;
    }
    NameFamily of_set;  // its one index decides what may be compared
    of_set.name = word;
    of_set.sets = {set};
    const auto side = [&](const std::string& w, std::size_t at) {
      const std::string words[] = {w};
      return resolve(of_set, words, scope_, free_indices_ ? &formula_.free : nullptr, at).front();
    };
    Node node;
    node.op = same ? Op::same_label : Op::other_label;
    node.arguments.push_back(side(std::string(word), place));
    bind_free();
    skip();
    const std::size_t right = i_;
    node.arguments.push_back(side(index_word(), right));
    bind_free();
    return node;
  }

  Node expression() {
    return chain(Op::add, "+", "-", [this] { return term(); });
  }
  Node term() {
    return chain(Op::multiply, "*", "/", [this] { return factor(); });
  }
  template <class Part>
  Node chain(Op op, std::string_view plain, std::string_view inverse, Part part) {
    Node first = part();
    Node all = with(op, {});
    for (;;) {
      skip();
      if (text_.substr(i_).starts_with("**")) unexpected();
      const bool inverted = take(inverse);
      if (!inverted && !take(plain)) break;
      if (all.items.empty()) {
        all.items.push_back(std::move(first));
        all.inverse.push_back(0);
      }
      all.items.push_back(part());
      all.inverse.push_back(inverted);
    }
    return all.items.empty() ? std::move(first) : std::move(all);
  }

  Node factor() {
    const Deeper deeper(*this);
    if (take("-")) return one(Op::negate, factor());
    if (take("+")) return factor();
    Node base = primary();
    if (take("^")) return pair(Op::power, std::move(base), factor());
    return base;
  }

  Node primary() {
    skip();
    if (i_ >= text_.size()) fail("the expression ends too early");
    const char c = text_[i_];
    const std::size_t begin = i_;
    if (take("(")) {
      Node inner = condition();
      need(")");
      return inner;
    }
    if (c == '"') return named(quoted(), begin, nullptr);
    if (is_digit(c) || c == '.') return literal();
    if (!is_name_start(c)) unexpected();
    const std::string_view word = peek_word();
    i_ += word.size();
    if (take("(")) return call(word, begin);
    return element(word, begin, nullptr);
  }

  Node literal() {
    Node node;
    node.value = number();
    return node;
  }

  /// A name in quotes, brackets included.
  Node named(const std::string& text, std::size_t place, const Role* role) {
    Node node;
    node.op = Op::element;
    node.offset = place;
    try {
      Reference reference = parse_reference(text, scope_, role);
      if (!reference.running.empty() && !free_indices_)
        fail_at(place, fmt::format("the index {} is not bound here",
                                   scope_.sets.name(reference.running.front())));
      formula_.free.insert(formula_.free.end(), reference.running.begin(), reference.running.end());
      bind_free();
      node.family = reference.family;
      node.arguments = std::move(reference.arguments);
    } catch (const ExpressionError& error) {
      throw ExpressionError(error.what(), error.hint, place);
    }
    return node;
  }

  /// A word, and the brackets behind it.
  Node element(std::string_view word, std::size_t place, const Role* role) {
    if (scope_.sets.empty() || !take("[")) {
      if (const NameFamily* f = names_.find(word); !f && scope_.sets.find(word) >= 0)
        fail_at(place, fmt::format("the index {} is not a number", word),
                fmt::format("compare it (s != r), or take its position, ord({})", word));
      return named(std::string(word), place, role);
    }
    std::vector<std::string> words;
    do words.push_back(index_word());
    while (take(","));
    need("]");
    const std::size_t end = i_;
    Node node = named_head(word, place, role);
    node.arguments =
        resolve(*node.family, words, scope_, free_indices_ ? &formula_.free : nullptr, place);
    bind_free();
    i_ = end;
    return node;
  }

  Node named_head(std::string_view word, std::size_t place, const Role* role) {
    const NameFamily* family = names_.find(word);
    if (!family)
      fail_at(place, fmt::format("unknown {} \"{}\"", role ? role_name(*role) : "name", word),
              data::suggestion(word, role ? names_.of(*role) : names_.all()));
    if (role && family->role != *role)
      fail_at(place,
              fmt::format("\"{}\" is {} here, not {}", word, a_role(family->role), a_role(*role)));
    Node node;
    node.op = Op::element;
    node.offset = place;
    node.family = family;
    return node;
  }

  void bind_free() {
    for (const int set : formula_.free) scope_.bound[static_cast<std::size_t>(set)] = 1;
  }

  Node call(std::string_view function, std::size_t begin) {
    if (function == "P" || function == "Y" || function == "M") {
      const Role role = function == "P"   ? Role::commodity
                        : function == "Y" ? Role::activity
                                          : Role::consumer;
      skip();
      const std::size_t place = i_;
      Node node;
      if (i_ < text_.size() && text_[i_] == '"') {
        node = named(quoted(), place, &role);
      } else {
        const std::string_view word = peek_word();
        i_ += word.size();
        node = element(word, place, &role);
      }
      need(")");
      return node;
    }
    if (function == "sum" || function == "prod") return over_sets(function, begin);
    if (function == "ord") {
      Node node;
      node.op = Op::order;
      skip();
      const std::size_t place = i_;
      node.sets.push_back(bound_index(index_word(), place));
      need(")");
      return node;
    }
    std::vector<Node> arguments;
    do arguments.push_back(condition());
    while (take(","));
    need(")");
    return apply(function, std::move(arguments), begin);
  }

  Node apply(std::string_view function, std::vector<Node> arguments, std::size_t begin) {
    struct Known {
      const char* name;
      Op op;
      std::size_t least, most;
      const char* takes;
    };
    static constexpr Known known[] = {
        {"exp", Op::exp, 1, 1, "one argument"},
        {"log", Op::log, 1, 1, "one argument"},
        {"sqrt", Op::sqrt, 1, 1, "one argument"},
        {"min", Op::min, 2, ~std::size_t{0}, "two or more arguments"},
        {"max", Op::max, 2, ~std::size_t{0}, "two or more arguments"},
        {"if", Op::choose, 3, 3, "three arguments: a condition, a value, a value otherwise"}};
    for (const Known& k : known) {
      if (function != k.name) continue;
      if (arguments.size() < k.least || arguments.size() > k.most)
        fail_at(begin, fmt::format("{} takes {}", function, k.takes));
      return with(k.op, std::move(arguments), begin);
    }
    const std::vector<std::string> names{"exp", "log",  "sqrt", "min", "max", "if",
                                         "sum", "prod", "ord",  "P",   "Y",   "M"};
    fail_at(begin, fmt::format("unknown function \"{}\"", function),
            data::suggestion(function, names));
  }

  int bound_index(const std::string& word, std::size_t place) {
    const int set = scope_.sets.find(word);
    if (set < 0)
      fail_at(place, fmt::format("\"{}\" is not a set", word),
              data::suggestion(word, scope_.sets.names()));
    if (!scope_.bound[static_cast<std::size_t>(set)]) {
      if (!free_indices_) fail_at(place, fmt::format("the index {} is not bound here", word));
      formula_.free.push_back(set);
      bind_free();
    }
    return set;
  }

  /// sum(i, e), sum(i, j, e): words that are sets and are followed by a comma, then the term.
  Node over_sets(std::string_view function, std::size_t begin) {
    const Deeper deeper(*this);
    Node node;
    node.op = function == "sum" ? Op::sum : Op::product;
    node.offset = begin;
    for (;;) {
      const std::size_t place = (skip(), i_);
      const std::string_view word = peek_word();
      const int set = word.empty() ? -1 : scope_.sets.find(word);
      if (set < 0 && node.sets.empty())
        fail(fmt::format("{} runs over a set, and \"{}\" is not one", function, word),
             data::suggestion(word, scope_.sets.names()));
      if (set < 0) break;
      i_ += word.size();
      if (!take(",")) {
        i_ = place;
        break;
      }
      if (scope_.bound[static_cast<std::size_t>(set)])
        fail_at(place, fmt::format("the index {} is bound already", word),
                "use an alias of the set");
      node.sets.push_back(set);
      scope_.bound[static_cast<std::size_t>(set)] = 1;
    }
    node.items.push_back(condition());
    need(")");
    for (const int set : node.sets) scope_.bound[static_cast<std::size_t>(set)] = 0;
    return node;
  }

  const Names& names_;
  Scope scope_;
  const bool free_indices_;
  Formula formula_;
  int depth_ = 0;
};

}  // namespace

Formula parse_formula(std::string_view text, const Scope& scope, bool free_indices) {
  return Parser(text, scope, free_indices).run();
}

}  // namespace yuqian::model
