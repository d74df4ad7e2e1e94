using System.Globalization;

namespace Rapport.Core.Statistics.Mixed;

/// <summary>Reads one formula, by recursive descent; binds as R does: ^ before :, then * and /, then + and -.</summary>
internal sealed class FormulaParser
{
    private const int HighestPower = 6;
    private const int DeepestBrackets = 100;
    private const int MostTerms = 1000;
    private const int DeepestNesting = 10;

    private static readonly string[] Functions = ["log", "log2", "log10", "log1p", "exp", "sqrt", "factor"];

    private readonly string text;
    private readonly List<FormulaToken> tokens;
    private readonly TermAlgebra algebra = new();
    private readonly List<RandomPart> random = [];
    private int at;
    private int brackets;

    /// <param name="text">A formula.</param>
    /// <exception cref="FormulaException">It holds a sign that no formula has, or a name in quotes that does not end.</exception>
    public FormulaParser(string text)
    {
        this.text = text;
        tokens = FormulaToken.Read(text);
    }

    private FormulaToken Here => tokens[at];

    /// <summary>Reads the whole formula.</summary>
    /// <param name="plain">Whether it may be without a random part.</param>
    /// <exception cref="FormulaException">It is misspelt; the message points to the place.</exception>
    public Formula Read(bool plain)
    {
        if (Here.Kind != TokenKind.Name)
        {
            throw Wrong(Here, "A formula begins with the column that is explained, like y ~ x + (1|g).");
        }
        var response = ReadVariable();
        if (response.Function == "factor")
        {
            throw new FormulaException(text, tokens[0].Position, "What is explained must be numbers, not a factor.");
        }
        var tilde = Here;
        Take("~", Here.Kind == TokenKind.Name
            ? "Here must stand ~. A column whose name holds a blank goes into backticks: `my column`."
            : "Here must stand ~, with what explains after it.");
        var terms = ReadSum(topLevel: true, implicitIntercept: true);
        if (Here.Kind != TokenKind.End)
        {
            throw Wrong(Here, Here.Is(")") ? "This bracket closes nothing."
                : Here.Is("|") || Here.Is("||") ? "A random part stands in brackets: (1 | g)." : "Between two terms must stand + or another sign.");
        }
        // What explains itself explains all.
        if (tokens.Skip(1).FirstOrDefault(token => token.Kind == TokenKind.Name && token.Text == response.Column && token.Position > tilde.Position) is { Text: not null } again)
        {
            throw Wrong(again, $"{response.Column} is what is explained, and cannot explain itself.");
        }
        if (random.Count == 0 && !plain)
        {
            throw new FormulaException(text, text.Length, "There is no random part: add one like (1|therapist).");
        }
        return new Formula(text, response, algebra.ListOf(terms), random);
    }

    private List<int[]> ReadSum(bool topLevel, bool implicitIntercept)
    {
        var sum = new List<int[]>();
        if (implicitIntercept)
        {
            sum.Add([]);
        }
        var plus = true;
        if (Here.Is("+") || Here.Is("-"))
        {
            plus = tokens[at++].Text == "+";
        }
        while (true)
        {
            ReadSummand(sum, plus, topLevel);
            if (!Here.Is("+") && !Here.Is("-"))
            {
                return sum;
            }
            plus = tokens[at++].Text == "+";
        }
    }

    private void ReadSummand(List<int[]> sum, bool plus, bool topLevel)
    {
        if (Here is { Kind: TokenKind.Number, Text: "0" })
        {
            at++;
            TermAlgebra.Change(sum, [[]], add: !plus);
            return;
        }
        if (Here.Is("(") && HoldsBar())
        {
            if (!topLevel || !plus)
            {
                throw Wrong(Here, "A random part can only be added, outside other brackets.");
            }
            ReadRandom();
            return;
        }
        TermAlgebra.Change(sum, ReadProduct(), plus);
    }

    private List<int[]> ReadProduct()
    {
        var left = ReadColons();
        while (Here.Is("*") || Here.Is("/"))
        {
            var sign = tokens[at++];
            var right = ReadColons();
            left = Few(sign, sign.Text == "*" ? TermAlgebra.Cross(left, right) : TermAlgebra.Nest(left, right));
        }
        return left;
    }

    private List<int[]> ReadColons()
    {
        var left = ReadPower();
        while (Here.Is(":"))
        {
            var sign = tokens[at++];
            left = Few(sign, TermAlgebra.Interact(left, ReadPower()));
        }
        return left;
    }

    private List<int[]> ReadPower()
    {
        var terms = ReadAtom();
        if (!Here.Is("^"))
        {
            return terms;
        }
        var sign = tokens[at++];
        if (Here.Kind != TokenKind.Number || !int.TryParse(Here.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var power)
            || power is < 1 or > HighestPower)
        {
            throw Wrong(Here, $"After ^ goes a whole number from 1 to {HighestPower}: (a + b)^2 is a + b + a:b.");
        }
        at++;
        if (power > 1 && terms is [{ Length: 1 }])
        {
            // So it is in R too, where hardly anybody means it.
            throw Wrong(sign, "A power is of a sum of terms: (a + b)^2 is a + b + a:b. For a square, make a column of squares in the table.");
        }
        var all = terms;
        for (var done = 1; done < power; done++)
        {
            all = Few(sign, TermAlgebra.Cross(all, terms));
        }
        return all;
    }

    private List<int[]> ReadAtom()
    {
        if (Here is { Kind: TokenKind.Number, Text: "1" })
        {
            at++;
            return [[]];
        }
        if (Here.Is("("))
        {
            if (HoldsBar())
            {
                throw Wrong(Here, "A random part can only be added, outside other brackets.");
            }
            var open = tokens[at++];
            if (++brackets > DeepestBrackets)
            {
                throw Wrong(open, $"Brackets lie here within {DeepestBrackets} others. Write the formula with fewer.");
            }
            var inner = ReadSum(topLevel: false, implicitIntercept: false);
            brackets--;
            Close(open);
            return inner;
        }
        if (Here.Kind == TokenKind.Number)
        {
            throw Wrong(Here, "Of numbers only 0 and 1 can stand here: without or with an intercept.");
        }
        if (Here.Kind != TokenKind.Name)
        {
            throw Wrong(Here, "Here a column is missing.");
        }
        return [[algebra.Index(ReadVariable())]];
    }

    private Variable ReadVariable()
    {
        var name = tokens[at++];
        if (name.Text == ModelColumns.Intercept)
        {
            throw Wrong(name, "So the intercept is called. Give the column another name in its first line.");
        }
        if (!Here.Is("(") || HoldsBar())
        {
            return new Variable(name.Text);
        }
        if (!Functions.Contains(name.Text, StringComparer.Ordinal))
        {
            throw Wrong(name, $"There is no function \"{name.Text}\" here; there are {string.Join(", ", Functions[..^1])} and {Functions[^1]}.");
        }
        var open = tokens[at++];
        if (Here.Kind != TokenKind.Name)
        {
            throw Wrong(Here, $"In {name.Text}( ) goes the name of a column.");
        }
        var column = tokens[at++];
        Close(open);
        return new Variable(column.Text, name.Text);
    }

    private void ReadRandom()
    {
        var open = tokens[at++];
        var effects = ReadSum(topLevel: false, implicitIntercept: true);
        var apart = Here.Text == "||";
        at++;
        var groups = new GroupReader(this).Read();
        Close(open);
        var list = algebra.ListOf(effects);
        if (!list.Intercept && list.Terms.Count == 0)
        {
            throw Wrong(open, "This random part has nothing that varies.");
        }
        List<TermList> parts = [list];
        if (apart)
        {
            parts = [.. list.Terms.Select(term => new TermList(Intercept: false, [term]))];
            if (list.Intercept)
            {
                parts.Insert(0, new TermList(Intercept: true, []));
            }
        }
        foreach (var part in groups.SelectMany(group => parts.Select(part => new RandomPart(part, group.Columns, group.Label))))
        {
            if (random.Exists(other => other.Group.ToHashSet(StringComparer.Ordinal).SetEquals(part.Group) && IsSame(other.Effects, part.Effects)))
            {
                throw Wrong(open, $"What varies between the groups of {part.GroupLabel} stands here a second time. Leave one of the two out.");
            }
            random.Add(part);
        }
    }

    private static bool IsSame(TermList one, TermList other) => one.Intercept == other.Intercept
        && one.Terms.Select(term => term.Label).SequenceEqual(other.Terms.Select(term => term.Label), StringComparer.Ordinal);

    private List<int[]> Few(FormulaToken sign, List<int[]> terms) => terms.Count <= MostTerms
        ? terms
        : throw Wrong(sign, $"Written out, this makes more than {MostTerms} terms. Name those that are meant.");

    private bool HoldsBar()
    {
        var depth = 0;
        for (var look = at; look < tokens.Count; look++)
        {
            depth += tokens[look].Is("(") ? 1 : tokens[look].Is(")") ? -1 : 0;
            if (depth == 0)
            {
                return false;
            }
            if (depth == 1 && (tokens[look].Is("|") || tokens[look].Is("||")))
            {
                return true;
            }
        }
        return false;
    }

    private void Close(FormulaToken open)
    {
        if (Here.Kind == TokenKind.End)
        {
            throw Wrong(open, "This bracket is never closed.");
        }
        Take(")", "Here must stand ), or a sign between two terms. A name of several words stands between backticks, like `School of therapist`.");
    }

    private void Take(string sign, string problem)
    {
        if (!Here.Is(sign))
        {
            throw Wrong(Here, problem);
        }
        at++;
    }

    private FormulaException Wrong(FormulaToken token, string problem) => new(text, token.Position, problem);

    /// <summary>Reads what stands right of the bar: a, a:b, a/b, a/b/c.</summary>
    private sealed class GroupReader(FormulaParser parser)
    {
        /// <summary>The columns of each grouping factor that is meant, and what it is called.</summary>
        public List<(string[] Columns, string Label)> Read()
        {
            var found = new List<(string[] Columns, string Label)> { ReadOne() };
            while (parser.Here.Is("/"))
            {
                var sign = parser.tokens[parser.at++];
                var place = parser.Here;
                var inner = ReadOne();
                var outer = found[0];
                if (inner.Columns.Intersect(outer.Columns, StringComparer.Ordinal).Any())
                {
                    throw parser.Wrong(place, "This column stands before in the same nesting.");
                }
                if (found.Count == DeepestNesting)
                {
                    throw parser.Wrong(sign, $"Groups lie here within {DeepestNesting} others. Leave some out.");
                }
                // lme4 puts the inner factor first, and brackets round a product on the outside.
                var outerLabel = outer.Columns.Length > 1 ? $"({outer.Label})" : outer.Label;
                found.Insert(0, ([.. inner.Columns, .. outer.Columns], $"{inner.Label}:{outerLabel}"));
            }
            return found;
        }

        private (string[] Columns, string Label) ReadOne()
        {
            var columns = new List<string>();
            while (true)
            {
                if (parser.Here.Kind != TokenKind.Name)
                {
                    throw parser.Wrong(parser.Here, "After the bar goes the column that tells the groups apart, like (1|therapist).");
                }
                if (parser.Here.Text == "Residual")
                {
                    throw parser.Wrong(parser.Here, "So what is left over is called. Give the column another name in its first line.");
                }
                columns.Add(parser.tokens[parser.at++].Text);
                if (!parser.Here.Is(":"))
                {
                    return ([.. columns], string.Join(':', columns));
                }
                parser.at++;
            }
        }
    }
}
