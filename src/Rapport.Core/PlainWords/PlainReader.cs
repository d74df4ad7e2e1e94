using System.Globalization;
using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Core.PlainWords;

/// <summary>
/// Reads what people write into one box: "someone for panic attacks near 94110, evenings, under $100". By rules alone: every
/// run of words is read in all the ways it can be, and the ways are chosen that explain most of the words, longer phrases
/// before shorter ones. Immutable; safe for use from several threads where the phrase book is.
/// </summary>
/// <param name="phrases">What people say.</param>
/// <param name="places">Where they look.</param>
/// <param name="ages">The ages that can be asked for.</param>
/// <param name="isFirstName">Whether a folded word is a first name, whoever is here: "maria" is no misspelt "mania".</param>
public sealed class PlainReader(PhraseBook phrases, Gazetteer places, IReadOnlyList<AgeRange> ages, Predicate<string>? isFirstName = null)
{
    /// <summary>Of two phrases with the same words the one that is written exactly so.</summary>
    private const int ForExactWord = 1;

    /// <summary>To take off a word that says nothing is better than to keep it, and worse than any meaning.</summary>
    private const int ForNothing = 2;

    /// <summary>Two words that say nothing together weigh less than two that each mean something: "de niña" is not what "abusada de niña" says.</summary>
    private const int ForTwoIdleWords = -10;

    /// <summary>Three or more were written so to take back what some of them mean by themselves: "trabajo de noche".</summary>
    private const int ForIdleWords = 1;

    /// <summary>A single word that is bent or misspelt says less than one that is written so.</summary>
    private const int ForBentWord = 3;

    /// <summary>A word that stands in the gap of a phrase is explained by it, and speaks a little against it.</summary>
    private const int ForWordInGap = 1;

    private const int DigitsOfZip = 5;

    /// <summary>Behind these stands a name: "dr. patel".</summary>
    internal static readonly HashSet<string> Titles = new(["dr", "dra", "doctor", "doctora", "named", "called", "ms", "mrs", "mr"], StringComparer.Ordinal);

    /// <summary>Stand behind a name and are none: "is Marisol taking new clients".</summary>
    private static readonly HashSet<string> Plain = new(["taking", "takes", "therapist", "terapeuta", "psychologist", "counselor", "please", "por", "in", "near", "en", "cerca"], StringComparer.Ordinal);

    private static readonly (string Small, string Plain)[] Diminutives = [("itos", "os"), ("itas", "as"), ("ito", "o"), ("ita", "a")];

    private readonly HashSet<string> ageKeys = ages.Select(age => age.Meaning.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Reads a text; takes any, and never throws. What is longer than a search reads is passed over, and the reading says so.
    /// </summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="isPlaced">
    /// Whether a place is chosen already. A town beside a word that nobody knows is taken for a name then: "Elizabeth Cormier".
    /// </param>
    /// <param name="isName">Whether a folded word is the name of somebody who is here: a short word that is one is never corrected.</param>
    public PlainReading Read(string? text, bool isPlaced = false, Predicate<string>? isName = null)
    {
        var said = text ?? "";
        var isCut = said.Length > SearchText.MaxCharacters;
        said = isCut ? said[..SearchText.MaxCharacters] : said;
        var quoted = QuotedRuns.In(said);
        var words = SaidWord.Of(said, quoted);
        isCut |= words.Count > SaidWord.Most;
        words = words[..Math.Min(words.Count, SaidWord.Most)];
        var chosen = Choose(words.Count, Readings(said, words, word => isFirstName?.Invoke(word) == true || isName?.Invoke(word) == true));
        var rest = Unread.Of(words, chosen);
        if (chosen.RemoveAll(part => part.IsBare && IsBesideOne(words, rest, part) && (isPlaced || chosen.Exists(other => other.Place is not null && !other.IsBare))) > 0)
        {
            rest = Unread.Of(words, chosen);
        }

        var left = string.Join(' ', rest.Select(at => (words[at].Start, words[at].End)).Concat(quoted.Select(run => (run.Start, run.End)))
            .OrderBy(run => run.Start).Select(run => said[run.Start..run.End]));
        return new PlainReading(
            [.. Told(words, chosen)],
            chosen.Find(part => part.Place is not null)?.Place,
            [.. Unread.Runs(words, rest).Concat(quoted.Select(run => new UnreadWords(UnreadKind.Other, run.Start, run.End))).OrderBy(run => run.Start)],
            left,
            isCut || SearchText.Fold(left).Count(letter => letter == ' ') >= SearchText.MaxWords)
        {
            Unwanted = [.. chosen.Where(part => part.IsDenied).Select(part => new ReadPart(ReadKind.Filter, part.Meanings, words[part.Denied].Start, words[part.To - 1].End))],
        };
    }

    private static bool IsBesideOne(List<SaidWord> words, List<int> rest, Part part) =>
        (rest.Contains(part.From - 1) && !words[part.From].AfterBreak) || (rest.Contains(part.To) && !words[part.To].AfterBreak);

    /// <summary>What is told of the chosen readings: one place, distance and fee, and no "child" beside an age in years.</summary>
    private IEnumerable<ReadPart> Told(List<SaidWord> words, List<Part> chosen)
    {
        var hasAge = chosen.Exists(part => part.IsAge);
        var plain = chosen.Where(part => part is { Says: true, IsFaint: false }).SelectMany(part => part.Meanings).ToHashSet();
        var once = new HashSet<ReadKind>();
        foreach (var part in chosen.Where(part => part.Says && !(part.IsFaint && IsOutshone(part.Meanings, plain))))
        {
            var (kind, meanings) = part switch
            {
                { Place.Best: { } place } => (ReadKind.Place, [new Meaning("place", place.Kind == PlaceKind.Zip ? place.Name : place.Label)]),
                { Miles: { } miles } => (ReadKind.Radius, [new Meaning("radius", miles.ToString(CultureInfo.InvariantCulture))]),
                { Dollars: { } dollars } => (ReadKind.Fee, [new Meaning("feeMax", dollars.ToString(CultureInfo.InvariantCulture))]),
                _ => (ReadKind.Filter, part.Meanings.Where(meaning => part.IsAge || !hasAge || !ageKeys.Contains(meaning.Key)).ToArray()),
            };
            if (meanings.Length > 0 && (kind == ReadKind.Filter || once.Add(kind)))
            {
                yield return new ReadPart(kind, meanings, words[part.From].Start, words[part.To - 1].End) { IsBare = part.IsBare };
            }
        }
    }

    /// <summary>"Addiction" means alcohol or drugs until one of them is said; "my ex" a breakup until any issue is.</summary>
    private static bool IsOutshone(IReadOnlyList<Meaning> faint, HashSet<Meaning> plain) =>
        faint.Count > 1 ? faint.Any(plain.Contains) : plain.Any(meaning => meaning.Key == faint[0].Key);

    /// <summary>Whether a folded word stands so in what people say.</summary>
    public bool Knows(string word) => phrases.Knows(word);

    private List<Part> Readings(string text, List<SaidWord> words, Predicate<string> isName)
    {
        var corrected = words.Select((word, at) => phrases.Knows(word.Folded) || PlaceSpans.IsKnown(word.Folded, places) || IsWrittenAsLastName(text, words, at) ? null
            : Diminished(word.Folded) ?? phrases.Corrected(word.Folded) ?? (isName(word.Folded) || IsBehindTitle(words, at) ? null : phrases.CorrectedShort(word.Folded))).ToList();
        var ways = words.Select((word, at) => corrected[at] is { } other ? new[] { word.Folded, other } : [word.Folded]).ToList();
        var parts = NumberRules.In(words, ages)
            .Concat(PlaceSpans.In(text, words, places, phrases))
            .Concat(MisspeltPlaces.In(text, words, at => corrected[at] is null && !phrases.KnowsForm(words[at].Folded), places))
            .ToList();
        // A number that is no price, age, distance or ZIP ("at 20 weeks", "mom of 3") is nothing that somebody's page has.
        parts.AddRange(from at in Enumerable.Range(0, words.Count) where IsBareNumber(words[at].Folded) select new Part(at, at + 1, ForNothing));
        for (var at = 0; at < words.Count; at++)
        {
            // Of phrases over the same words the one whose words are closest to what is written.
            foreach (var same in phrases.At(ways, at).Where(found => !HasBreak(words, at, found.To)).GroupBy(found => found.To).ToList())
            {
                var (phrase, to, count, exact, _, inGaps) = same.OrderByDescending(found => found.Words).ThenBy(found => found.Changed).First();

                // Behind a title stands a name: "Dr. Susan" is no bent "sus".
                if (count == 1 && phrase.Meanings.Count == 0 && IsBehindFirstName(words, at, isName))
                {
                    continue;
                }

                if (count == 1 && exact == 0 && (IsBehindTitle(words, at) || (phrase.Meanings.Count == 0 && isName(words[at].Folded))))
                {
                    continue;
                }

                // What is not wanted is not asked for; a phrase that says "no" itself ("no insurance") is meant so.
                var denied = Denials.Begin(words, at);
                if (phrase.Meanings.Count == 0)
                {
                    // "Last night" asks for no evenings: of several words, all of them as they stand, that is worth more than one of them.
                    parts.Add(new Part(at, to, count > 1 && exact == count && !Denials.StandIn(words, at, to) ? Part.WeightOf(count, count > 2 ? ForIdleWords : ForTwoIdleWords) : count * ForNothing));
                }
                else if (denied < at)
                {
                    // Worth little, so that whatever else the words may say goes before.
                    parts.Add(new Part(denied, to, ((to - denied) * ForNothing) + 1) { Meanings = phrase.Meanings, IsDenied = true, Denied = at });
                }
                else
                {
                    // A name of a place goes before a word that is only bent like one that is known.
                    var doubt = count == 1 && exact == 0 ? ForBentWord : 0;
                    parts.Add(new Part(at, to, Part.WeightOf(count, (exact * ForExactWord) - doubt - (inGaps * ForWordInGap))) { Meanings = phrase.Meanings, IsFaint = phrase.IsFaint });
                }
            }
        }

        return parts;
    }

    /// <summary>"Kwame Asante": with a capital behind a word with one that nobody knows, it is no misspelt "amante".</summary>
    private bool IsWrittenAsLastName(string text, List<SaidWord> words, int at) =>
        at > 0 && !words[at].AfterBreak && char.IsUpper(text[words[at].Start]) && char.IsUpper(text[words[at - 1].Start]) && text[words[at].Start..words[at].End].Any(char.IsLower)
        && !phrases.KnowsForm(words[at - 1].Folded);

    /// <summary>"Dr. Kim Park" has no parking: the two words behind a title are a name.</summary>
    private bool IsBehindTitle(List<SaidWord> words, int at)
    {
        return (at > 0 && StandsAt(at - 1)) || (at > 1 && !words[at].AfterBreak && StandsAt(at - 2) && !phrases.IsSmall(words[at - 1].Folded));

        // The full stop of "Dr." parts nothing.
        bool StandsAt(int title) => Titles.Contains(words[title].Folded) && words[title + 1].Start - words[title].End <= ". ".Length;
    }

    /// <summary>"Rogelio Fuentes": behind a first name that means nothing else stands a last name, whatever its word is.</summary>
    private bool IsBehindFirstName(List<SaidWord> words, int at, Predicate<string> isName) =>
        at > 0 && !words[at].AfterBreak && !phrases.IsSmall(words[at].Folded) && !Plain.Contains(words[at].Folded) && isName(words[at - 1].Folded) && !phrases.Knows(words[at - 1].Folded);

    /// <summary>The word that a Spanish one makes small, where that is known: "hermanito" is a "hermano".</summary>
    private string? Diminished(string word)
    {
        foreach (var ending in Diminutives)
        {
            if (word.Length > ending.Small.Length + 2 && word.EndsWith(ending.Small, StringComparison.Ordinal) && word[..^ending.Small.Length] + ending.Plain is var plain && phrases.Knows(plain))
            {
                return plain;
            }
        }

        return null;
    }

    private static bool IsBareNumber(string word) => word.Length < DigitsOfZip && word.All(char.IsAsciiDigit);

    private static bool HasBreak(List<SaidWord> words, int from, int to)
    {
        for (var at = from + 1; at < to; at++)
        {
            if (words[at].AfterBreak)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The readings that do not overlap and weigh most together; of equals the one that reaches farther.</summary>
    private static List<Part> Choose(int words, List<Part> parts)
    {
        var best = new int[words + 1];
        var last = new Part?[words + 1];
        var byEnd = parts.ToLookup(part => part.To);
        for (var end = 1; end <= words; end++)
        {
            best[end] = best[end - 1];
            foreach (var part in byEnd[end])
            {
                if (best[part.From] + part.Weight > best[end])
                {
                    (best[end], last[end]) = (best[part.From] + part.Weight, part);
                }
            }
        }

        var chosen = new List<Part>();
        for (var at = words; at > 0;)
        {
            if (last[at] is { } part)
            {
                chosen.Add(part);
                at = part.From;
            }
            else
            {
                at--;
            }
        }

        chosen.Reverse();
        return chosen;
    }
}
