using System.Globalization;

namespace Rapport.Core.PlainWords;

/// <summary>Finds prices, distances and ages: "under $100", "within 10 miles", "my 15 year old", "de 8 años".</summary>
internal static class NumberRules
{
    /// <summary>Without a dollar sign, less is no price of a session.</summary>
    private const int LeastPrice = 15;

    private const int MostPrice = 2_000;
    private const int MostMiles = 500;
    private const int OldestAge = 110;

    /// <summary>"My son, 24": older ones are told in years.</summary>
    private const int OldestChild = 25;

    /// <summary>A number with its unit cannot be read otherwise.</summary>
    private const int Sure = 20;

    private static readonly HashSet<string> Miles = new(["mile", "miles", "mi", "milla", "millas"], StringComparer.Ordinal);
    private static readonly HashSet<string> Dollars = new(["dollar", "dollars", "dolar", "dolares", "bucks", "usd"], StringComparer.Ordinal);
    private static readonly HashSet<string> Years = new(["year", "years", "yr", "yrs", "yo", "ano", "anos", "anito", "anitos"], StringComparer.Ordinal);

    private static readonly HashSet<string> Spans = new(
        ["day", "days", "week", "weeks", "wks", "month", "months", "dia", "dias", "semana", "semanas", "mes", "meses"], StringComparer.Ordinal);

    private static readonly HashSet<string> PerSession = new(["session", "sessions", "hour", "appointment", "visit", "sesion", "hora", "cita", "consulta"], StringComparer.Ordinal);

    /// <summary>May stand between "pay" and the number, or before it: "pay only up to 80".</summary>
    private static readonly HashSet<string> BeforeNumber = new(
        [
            "at", "up", "to", "less", "more", "than", "no", "not", "a", "of", "is", "only", "about", "around", "like", "maybe", "over", "max", "maximum", "most",
            "under", "below", "within", "my", "can", "menos", "mas", "de", "es", "que", "por", "debajo", "hasta", "maximo", "como", "unos", "solo", "mi", "cobre", "puedo",
        ],
        StringComparer.Ordinal);

    /// <summary>What is said of money: a number behind it is a price.</summary>
    private static readonly HashSet<string> OfMoney = new(
        [
            "pay", "paying", "afford", "budget", "spend", "charge", "charges", "charging", "cost", "costs", "pagar", "pago", "presupuesto", "gastar",
            "cobre", "cobra", "cobran", "cobren", "cueste", "cuesta",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Kin = new(
        ["son", "daughter", "boy", "girl", "kid", "kids", "child", "children", "sons", "daughters", "boys", "girls", "hijo", "hija", "hijos", "hijas", "nino", "nina", "ninos", "ninas", "teen", "teenager"],
        StringComparer.Ordinal);

    /// <summary>Years that something lasts are no age: "married for 14 years", "hace 5 años".</summary>
    private static readonly HashSet<string> BeforeLasting = new(
        ["for", "after", "last", "past", "in", "over", "hace", "durante", "llevo", "llevamos", "lleva", "casi", "por", "tras", "despues", "nearly", "almost", "together", "married", "casados", "juntos", "sober", "clean", "divorced", "separated", "dating", "sobrio", "sobria", "limpio", "limpia", "divorciada", "divorciado"], StringComparer.Ordinal);

    private static readonly HashSet<string> BehindLasting = new(
        ["of", "ago", "sober", "clean", "together", "married", "experience", "sobrio", "sobria", "casados", "casada", "casado", "juntos", "marriage", "matrimonio", "apart"],
        StringComparer.Ordinal);

    /// <summary>Numbers in words, as ages and prices are told.</summary>
    private static readonly Dictionary<string, int> InWords = new(StringComparer.Ordinal)
    {
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
        ["hundred"] = 100,
        ["dos"] = 2,
        ["tres"] = 3,
        ["cuatro"] = 4,
        ["cinco"] = 5,
        ["seis"] = 6,
        ["siete"] = 7,
        ["ocho"] = 8,
        ["nueve"] = 9,
        ["diez"] = 10,
        ["once"] = 11,
        ["doce"] = 12,
        ["trece"] = 13,
        ["catorce"] = 14,
        ["quince"] = 15,
        ["dieciseis"] = 16,
        ["diecisiete"] = 17,
        ["dieciocho"] = 18,
        ["veinte"] = 20,
        ["treinta"] = 30,
        ["cuarenta"] = 40,
        ["cincuenta"] = 50,
        ["sesenta"] = 60,
        ["setenta"] = 70,
        ["ochenta"] = 80,
        ["noventa"] = 90,
        ["cien"] = 100,
    };

    /// <summary>Behind these a number that nothing else is said of is an age: "lonely widow 72".</summary>
    private static readonly HashSet<string> People = new(
        ["woman", "man", "female", "male", "widow", "widower", "mom", "mother", "dad", "father", "grandma", "grandmother", "grandpa", "grandfather", "wife", "husband", "mujer", "hombre", "viuda", "viudo", "mama", "papa", "madre", "padre", "abuela", "abuelo", "esposa", "esposo"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Measures = new(["lbs", "pounds", "kilos", "percent", "kids", "hijos", "times", "veces", "hours", "horas", "minutes", "minutos", "sessions", "sesiones"], StringComparer.Ordinal);

    private const int YoungestAlone = 13;
    private const int YoungestInYears = 4;

    /// <summary>Beside an age in years these tell who is spoken of, and not whom somebody wants to see: "16 yo male", "f 34".</summary>
    private static readonly HashSet<string> Sexes = new(
        ["male", "female", "man", "woman", "guy", "lady", "m", "f", "hombre", "mujer", "varon", "masculino", "femenino", "femenina"], StringComparer.Ordinal);

    private static readonly HashSet<string> Helpers = new(
        ["therapist", "counselor", "psychologist", "psychiatrist", "doctor", "provider", "only", "preferred", "terapeuta", "psicologo", "psicologa", "consejera", "consejero"], StringComparer.Ordinal);

    /// <summary>So long somebody can wait for an opening within a week, and within a month.</summary>
    private const int DaysOfWeek = 7;

    private const int DaysOfMonth = 31;

    private static readonly HashSet<string> Soon = new(["next", "proximos", "proximas", "coming", "few", "los", "las", "the"], StringComparer.Ordinal);

    /// <summary>Behind these a small number is somebody's age.</summary>
    private static readonly HashSet<string> BeforeAge = new(
        ["im", "am", "is", "hes", "shes", "age", "aged", "tengo", "tiene", "edad", "de", "ages", "edades", "turned", "cumplio"], StringComparer.Ordinal);

    public static IEnumerable<Part> In(IReadOnlyList<SaidWord> words, IReadOnlyList<AgeRange> ages)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (Number(words[at].Folded, out var unit) is not { } number)
            {
                continue;
            }

            var follows = unit is null && at + 1 < words.Count && !words[at + 1].AfterBreak;
            var next = unit ?? (follows ? words[at + 1].Folded : "");
            var to = at + (unit is null ? 2 : 1);
            if (Miles.Contains(next) && number <= MostMiles)
            {
                yield return new Part(Lead(words, at), to, Part.WeightOf(2, Sure)) { Miles = number };
            }
            else if (follows && (words[at].IsMoney || words[Math.Max(0, at - 1)].Folded is "between" or "entre") && Second(words, at) is { } second)
            {
                // "$80 to $100": whoever takes the lower takes the higher.
                var (from, end) = (Lead(words, at, "between", "entre", "from"), Behind(words, second.To - 1));
                yield return new Part(from, end, Part.WeightOf(end - from, Sure)) { Dollars = second.Number };
            }
            else if (words[at].IsMoney || Dollars.Contains(next) || (number >= LeastPrice && (IsAtMost(words, at) || IsMoney(words, at) || Behind(words, at) > at + 1)))
            {
                if (number <= MostPrice && number > 0)
                {
                    var (from, end) = (Lead(words, at), Behind(words, Dollars.Contains(next) && unit is null ? at + 1 : at));
                    yield return new Part(from, end, Part.WeightOf(Math.Max(2, end - from), Sure)) { Dollars = number };
                }
            }
            else if (Spans.Contains(next) && at > 0 && !words[at].AfterBreak && IsAfter(words[at - 1].Folded))
            {
                yield return new Part(at - 1, to, Part.WeightOf(3, 0));
            }
            else if (Spans.Contains(next) && Opening(words, at, number * DaysOf(next)) is { } opening)
            {
                yield return new Part(opening.From, to, Part.WeightOf(to - opening.From, Sure)) { Meanings = [opening.Meaning] };
            }
            else if (IsAge(words, at, next, ref to) && AgeOf(number, ages) is { } age)
            {
                var old = to < words.Count && words[to].Folded is "old" or "olds" or "edad" ? to + 1 : to;
                old = IsSex(words, old) ? old + 1 : old;
                if (old + 1 < words.Count && !words[old].AfterBreak && words[old].Folded == "at" && words[old + 1].Folded == "home")
                {
                    // "I have a 2 year old at home": whose child it is looks for somebody.
                    yield return new Part(at, old + 2, Part.WeightOf(3, Sure));
                }
                else if (old == to && !IsOfAge(next) && (Lasts(words, at, to) || (next is "years" or "yrs" && !IsTold(words, at))))
                {
                    // "He left after 6 years" asks for no evenings.
                    var from = at > 0 && !words[at].AfterBreak && IsAfter(words[at - 1].Folded) ? at - 1 : at;
                    yield return new Part(from, to, from < at ? Part.WeightOf(3, 0) : Part.PerWord);
                }
                else
                {
                    var from = at > 0 && !words[at].AfterBreak && IsSex(words, at - 1) ? at - 1
                        : at > 1 && !words[at].AfterBreak && words[at - 1].Folded == "de" && IsSex(words, at - 2) ? at - 2 : at;
                    yield return new Part(from, old, Part.WeightOf(2, Sure)) { Meanings = [age], IsAge = true };
                }
            }
            else if (unit is "m" or "f" && number is >= YoungestInYears and <= OldestAge && AgeOf(number, ages) is { } glued)
            {
                // "19M": as it stands on a sheet.
                yield return new Part(at, at + 1, Part.WeightOf(1, Sure)) { Meanings = [glued], IsAge = true };
            }
            else if (at > 0 && !words[at].AfterBreak && unit is null && AgeOf(number, ages) is { } told && !Kin.Contains(next)
                && (BeforeAge.Contains(words[at - 1].Folded) || (Kin.Contains(words[at - 1].Folded) && number <= OldestChild) || IsOnly(words, at - 1)))
            {
                var isKin = Kin.Contains(words[at - 1].Folded);
                if (follows && next is "and" or "y" && Next(words, at + 2) is { } other && other <= OldestChild && AgeOf(other, ages) is { } too)
                {
                    yield return new Part(isKin ? at : at - 1, at + 3, Part.WeightOf(3, Sure)) { Meanings = [.. new[] { told, too }.Distinct()], IsAge = true };
                }

                var end = follows && IsSex(words, at + 1) ? at + 2 : at + 1;
                yield return new Part(isKin ? at : at - 1, end, Part.WeightOf(isKin ? 1 : 2, Sure)) { Meanings = [told], IsAge = true };
            }
            else if (at > 0 && !words[at].AfterBreak && unit is null && (!follows || (number >= OldestChild && !Measures.Contains(next))) && number >= YoungestAlone && (People.Contains(words[at - 1].Folded) || IsSex(words, at - 1)) && AgeOf(number, ages) is { } alone)
            {
                var from = IsSex(words, at - 1) ? at - 1 : at;
                yield return new Part(from, at + 1, Part.WeightOf(at + 1 - from, Sure)) { Meanings = [alone], IsAge = true };
            }
            else if (unit is null && !follows && at > 0 && words[at].AfterBreak && number is >= YoungestInYears and <= OldestAge && char.IsAsciiDigit(words[at].Folded[0]) && AgeOf(number, ages) is { } between)
            {
                // "Anorexia, 17, Minneapolis".
                yield return new Part(at, at + 1, Part.WeightOf(1, Sure)) { Meanings = [between], IsAge = true };
            }
            else if (follows && number is >= YoungestAlone and <= OldestAge && words[at + 1].Folded is "m" or "f" && (at == 0 || words[at].AfterBreak) && AgeOf(number, ages) is { } sheet)
            {
                // "34 f": as it stands on a sheet.
                yield return new Part(at, at + 2, Part.WeightOf(2, Sure)) { Meanings = [sheet], IsAge = true };
            }
        }
    }

    // "For my 15 year old female therapist" still tells whom somebody wants.
    private static bool IsSex(IReadOnlyList<SaidWord> words, int at) => at < words.Count && !(at > 0 && words[at].AfterBreak) && Sexes.Contains(words[at].Folded)
        && !(at + 1 < words.Count && !words[at + 1].AfterBreak && Helpers.Contains(words[at + 1].Folded));

    /// <summary>"Nine years" by themselves last; somebody's age is led up to ("he is 9 years", "my son 9 years"), or all that stands there.</summary>
    private static bool IsTold(IReadOnlyList<SaidWord> words, int at) => at == 0 || words[at].AfterBreak
        || BeforeAge.Contains(words[at - 1].Folded) || Kin.Contains(words[at - 1].Folded) || People.Contains(words[at - 1].Folded) || IsOnly(words, at - 1);

    private static bool IsOfAge(string unit) => unit is "yo" or "y";

    /// <summary>"She is only 14", "tiene apenas 5".</summary>
    private static bool IsOnly(IReadOnlyList<SaidWord> words, int at) => at > 0 && !words[at].AfterBreak
        && words[at].Folded is "only" or "just" or "almost" or "barely" or "solo" or "apenas" or "casi" or "ya"
        && BeforeAge.Contains(words[at - 1].Folded) && words[at - 1].Folded != "de";

    private static int DaysOf(string span) => span[0] switch { 'd' => 1, 'w' or 's' => DaysOfWeek, _ => DaysOfMonth };

    /// <summary>"Within 4 weeks", "in the next 10 days": how long somebody can wait. Null where more is said of the number, or it is longer.</summary>
    private static (int From, Meaning Meaning)? Opening(IReadOnlyList<SaidWord> words, int at, int days)
    {
        var from = at;
        while (from > 0 && !words[from].AfterBreak && Soon.Contains(words[from - 1].Folded))
        {
            from--;
        }

        var isNext = Enumerable.Range(from, at - from).Any(word => words[word].Folded is "next" or "proximos" or "proximas" or "coming");
        if (from > 0 && !words[from].AfterBreak && words[from - 1].Folded is "within" or "in" or "en" or "dentro")
        {
            isNext |= words[from - 1].Folded is "within" or "dentro";
            from--;
        }

        return isNext && days is > 0 and <= DaysOfMonth ? (from, new Meaning("opening", days <= DaysOfWeek ? "open-now" : "within-month")) : null;
    }

    private static bool IsAfter(string word) => word is "after" or "despues" or "tras";

    private static bool IsAge(IReadOnlyList<SaidWord> words, int at, string unit, ref int to)
    {
        if (unit == "y" && at + 2 < words.Count && words[at + 2].Folded == "o")
        {
            to = at + 3;
            return true;
        }

        return Years.Contains(unit);
    }

    private static bool Lasts(IReadOnlyList<SaidWord> words, int at, int to) =>
        Tried(words, at) || (at > 0 && !words[at].AfterBreak && BeforeLasting.Contains(words[at - 1].Folded)) || (to < words.Count && !words[to].AfterBreak && BehindLasting.Contains(words[to].Folded));

    /// <summary>"Trying for a baby 3 years": so long has somebody tried.</summary>
    private static bool Tried(IReadOnlyList<SaidWord> words, int at)
    {
        for (var before = at - 1; before >= Math.Max(0, at - 5) && !words[before + 1].AfterBreak; before--)
        {
            if (words[before].Folded is "trying" or "tried" or "intentando" or "tratando")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number behind another that bounds it from above: "80 to 100", "80-100", "80 y 100".</summary>
    private static (int Number, int To)? Second(IReadOnlyList<SaidWord> words, int at)
    {
        var other = words[at + 1].Folded is "and" or "to" or "y" or "a" or "or" or "o" ? at + 2 : at + 1;
        return Next(words, other) is { } number && number is >= LeastPrice and <= MostPrice && number > Number(words[at].Folded, out _) ? (number, other + 1) : null;
    }

    private static int? Next(IReadOnlyList<SaidWord> words, int at) => at < words.Count && !words[at].AfterBreak && Number(words[at].Folded, out var unit) is { } number && unit is null ? number : null;

    /// <summary>Behind the words that make a number a price: "80 or less", "80 max", "80 per session".</summary>
    private static int Behind(IReadOnlyList<SaidWord> words, int at)
    {
        var to = at + 1;
        for (var found = true; found;)
        {
            found = false;
            foreach (var length in new[] { 2, 1 })
            {
                if (to + length <= words.Count && Enumerable.Range(to, length).All(word => !words[word].AfterBreak) && IsBehind(words, to, length))
                {
                    (to, found) = (to + length, true);
                    break;
                }
            }
        }

        return to;
    }

    private static bool IsBehind(IReadOnlyList<SaidWord> words, int at, int length) => length == 1
        ? words[at].Folded is "max" or "maximum" or "tops" or "maximo" or "each" || PerSession.Contains(words[at].Folded)
        : (words[at].Folded, words[at + 1].Folded) is ("or" or "and", "less" or "under" or "below") or ("o", "menos") or ("como" or "de", "maximo") or ("or", "lower")
            || (words[at].Folded is "a" or "an" or "per" or "por" or "la" or "each" or "cada" && PerSession.Contains(words[at + 1].Folded));

    /// <summary>Whether money is spoken of just before a number: "can only pay 50", "my budget is about 75".</summary>
    private static bool IsMoney(IReadOnlyList<SaidWord> words, int at)
    {
        for (var from = at; from > 0 && !words[from].AfterBreak; from--)
        {
            if (OfMoney.Contains(words[from - 1].Folded))
            {
                return true;
            }

            if (!BeforeNumber.Contains(words[from - 1].Folded))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The number, with what is written onto it ("3yo").</summary>
    private static int? Number(string word, out string? unit)
    {
        if (InWords.TryGetValue(word, out var inWords))
        {
            unit = null;
            return inWords;
        }

        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        unit = digits < word.Length && digits > 0 ? word[digits..] : null;
        return digits is > 0 and <= 4 && (unit is null or "m" or "f" || Miles.Contains(unit) || Years.Contains(unit))
            ? int.Parse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsAtMost(IReadOnlyList<SaidWord> words, int at) =>
        at > 0 && !words[at].AfterBreak && words[at - 1].Folded switch
        {
            "under" or "below" or "max" or "maximum" or "hasta" or "maximo" => true,
            "most" => at > 1 && words[at - 2].Folded == "at",
            "to" => at > 1 && words[at - 2].Folded == "up",
            "than" => at > 1 && words[at - 2].Folded is "less" or "more",
            "a" => at > 2 && words[at - 1].Folded == "a" && words[at].Folded == "hundred" && words[at - 2].Folded is "under" or "below" or "than" or "to",
            "over" => at > 1 && words[at - 2].Folded is "not" or "no",
            "de" => at > 1 && words[at - 2].Folded is "menos" or "mas" or "debajo",
            _ => false,
        };

    /// <summary>Where the words begin that lead up to a bound: "up to", "no more than", "a menos de".</summary>
    private static int Lead(IReadOnlyList<SaidWord> words, int at, params string[] also)
    {
        var from = at;
        while (from > 0 && !words[from].AfterBreak
            && (BeforeNumber.Contains(words[from - 1].Folded) || OfMoney.Contains(words[from - 1].Folded) || also.Contains(words[from - 1].Folded, StringComparer.Ordinal)))
        {
            from--;
        }

        return from;
    }

    private static Meaning? AgeOf(int years, IReadOnlyList<AgeRange> ages)
    {
        foreach (var range in ages)
        {
            if (years <= OldestAge && years >= range.From && years <= range.To)
            {
                return range.Meaning;
            }
        }

        return null;
    }
}
