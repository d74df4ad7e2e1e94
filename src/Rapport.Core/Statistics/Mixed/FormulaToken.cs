namespace Rapport.Core.Statistics.Mixed;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Name,
    Number,
    Sign,
    End,
}

/// <summary>One word, number or sign of a formula and where it stands.</summary>
internal readonly record struct FormulaToken(TokenKind Kind, string Text, int Position)
{
    private const string Signs = "~+-*:/^()|";

    /// <summary>Whether it is this sign.</summary>
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    /// <summary>Cuts a formula into tokens; the last is the end.</summary>
    public static List<FormulaToken> Read(string formula)
    {
        var tokens = new List<FormulaToken>();
        var at = 0;
        while (at < formula.Length)
        {
            if (char.IsWhiteSpace(formula[at]))
            {
                at++;
                continue;
            }
            var token = Next(formula, at, out var end);
            tokens.Add(token);
            at = end;
        }
        tokens.Add(new FormulaToken(TokenKind.End, "", formula.Length));
        return tokens;
    }

    private static FormulaToken Next(string formula, int at, out int end)
    {
        var first = formula[at];
        end = at + 1;
        if (first == '`')
        {
            var close = formula.IndexOf('`', at + 1);
            if (close <= at + 1)
            {
                throw new FormulaException(formula, at, "A name in backticks is empty or has no end.");
            }
            end = close + 1;
            return new FormulaToken(TokenKind.Name, formula[(at + 1)..close], at);
        }
        if (char.IsLetter(first) || first == '_' || (first == '.' && end < formula.Length && char.IsLetter(formula[end])))
        {
            while (end < formula.Length && (char.IsLetterOrDigit(formula[end]) || formula[end] is '.' or '_'))
            {
                end++;
            }
            return new FormulaToken(TokenKind.Name, formula[at..end], at);
        }
        if (char.IsAsciiDigit(first))
        {
            while (end < formula.Length && char.IsAsciiDigit(formula[end]))
            {
                end++;
            }
            return new FormulaToken(TokenKind.Number, formula[at..end], at);
        }
        if (!Signs.Contains(first, StringComparison.Ordinal))
        {
            var sign = char.IsHighSurrogate(first) && end < formula.Length ? formula[at..(at + 2)] : $"{first}";
            throw new FormulaException(formula, at, first == '='
                ? "Instead of = there must stand ~ in a formula: y ~ x + (1|g)."
                : $"\"{sign}\" has no meaning in a formula. A column whose name holds such a sign goes into backticks: `my column`.");
        }
        if (first == '|' && end < formula.Length && formula[end] == '|')
        {
            end++;
        }
        return new FormulaToken(TokenKind.Sign, formula[at..end], at);
    }
}
