using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search.PlainWords;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Search;

/// <summary><c>rapport search</c>: the same search as the pages, in a terminal.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var sentence = new Argument<string?>("SENTENCE") { Description = "What is looked for, in plain words; options go before it.", Arity = ArgumentArity.ZeroOrOne };
        var place = new Option<string?>("--place") { Description = "ZIP, \"city, state\", county, state, or \"online in\" one of them.", HelpName = "PLACE" };
        var radius = new Option<double?>("--radius") { Description = "Miles, 0 to 500; 25 when not said. A county or state is its own bound.", HelpName = "MILES", CustomParser = Typed.NumberOrNone(0d, Understanding.LargestRadiusMiles, 25) };
        var text = new Option<string?>("--text") { Description = "Words in names, statements and terms.", HelpName = "WORDS" };
        var filter = new Option<string[]>("--filter")
        {
            Description = "A filter as key=value[,value]; may be repeated. \"./rapport search --keys\" lists the keys and their values.",
            HelpName = "KEY=VALUE",
        };
        var nice = new Option<string[]>("--nice")
        {
            Description = "Like --filter, but it only lifts results.",
            HelpName = "KEY=VALUE",
        };
        var sort = new Option<string?>("--sort") { Description = "best, distance, opening, fee, confirmed or name.", HelpName = "ORDER" };
        var day = new Option<DateOnly?>("--day") { Description = "The day whose order is to be shown, like 2026-11-26; today when not said.", HelpName = "DAY", CustomParser = Typed.DayOrNone };
        var page = new Option<int?>("--page") { Description = "From 1.", HelpName = "N", CustomParser = Typed.NumberOrNone(1, int.MaxValue, 2) };
        var size = new Option<int?>("--page-size") { Description = "1 to 100; 20 when not said.", HelpName = "N", CustomParser = Typed.NumberOrNone(1, Understanding.LargestPageSize, 50) };
        var explain = new Option<long?>("--explain") { Description = "Tell why this profile stands where it stands, to the last digit.", HelpName = "ID", CustomParser = Typed.NumberOrNone(1L, long.MaxValue, 12) };
        var than = new Option<long?>("--than") { Description = "With --explain: another profile, and what decides between the two.", HelpName = "ID", CustomParser = Typed.NumberOrNone(1L, long.MaxValue, 15) };
        var list = new Option<bool>("--keys") { Description = "List the filters and their values instead." };
        var json = Verb.JsonOption();
        return new Command("search", "Finds therapists, as the pages do.")
        {
            sentence, place, radius, text, filter, nice, sort, day, page, size, explain, than, list, json,
        }.Does(
            [
                "./rapport search \"someone for panic attacks near 94110, evenings, takes Medi-Cal, speaks Spanish\"",
                "./rapport search --place 94610 --filter language=es --filter feeMax=120",
                "./rapport search --place \"Oakland, CA\" --radius 5 --text grief --nice times=evenings",
                "./rapport search --place \"Alameda County, CA\" --filter opening=open-now",
                "./rapport search --place \"online in Texas\"",
                "./rapport search --place 94610 --day 2026-11-26 --explain 12 --than 15",
                "./rapport search --keys",
                "./rapport search --place California --filter format=online --json",
            ],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var keys = new SearchKeys(Vocabularies.Load(store.Location.VocabularyFolder));
                if (parsed.GetValue(list))
                {
                    return ListKeys(keys, parsed.GetValue(json));
                }
                var request = new SearchRequest
                {
                    Place = parsed.GetValue(place),
                    RadiusMiles = parsed.GetValue(radius),
                    Text = parsed.GetValue(text),
                    Filters = Selections(parsed.GetValue(filter)),
                    Nice = Selections(parsed.GetValue(nice)),
                    Sort = parsed.GetValue(sort),
                    Day = parsed.GetValue(day),
                    Page = parsed.GetValue(page),
                    PageSize = parsed.GetValue(size),
                    Explain = parsed.GetValue(explain),
                    Than = parsed.GetValue(than),
                };
                using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning)
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                using var snapshots = new Snapshots(store, keys, logs.CreateLogger<Snapshots>());
                var searches = new Searches(store, keys, snapshots, new ShownProfiles(), new FitReleases(store));
                Snapshot? snapshot = null;
                SentenceAnswer? understoodSentence = null;
                if (parsed.GetValue(sentence) is { Length: > 0 } said)
                {
                    // Whether somebody is called so must be known to read it.
                    snapshot = await snapshots.Once(stop);
                    var reader = SpokenWords.Of(keys, store.Location.VocabularyFolder).Reader;
                    var reading = Sentence.Read(said, reader, request.Place is not null, snapshot.Index);
                    request = Sentence.Into(request, said, reading);
                    request = StatePlan.Into(request, reading, searches.Understand(request).Place?.State, reader);
                    understoodSentence = SentenceAnswer.Of(said, reading, snapshot.Index);
                    if (!parsed.GetValue(json))
                    {
                        await Console.Out.WriteLineAsync(Told(reading));
                    }
                }
                var understood = searches.Understand(request);
                if (understood.Problems.Count > 0)
                {
                    return Verb.Fail(
                        string.Join('\n', understood.Problems.Select(problem => Told(problem, store.Location))), ExitCode.Usage);
                }
                snapshot ??= await snapshots.Once(stop);
                var found = await searches.Find(understood, snapshot, stop);
                if (!parsed.GetValue(json) && understood.Explain is { } id)
                {
                    return Explain(snapshot.Index, found, id, store.Location);
                }
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(SearchAnswer.Of(found, snapshot, keys, understoodSentence, stop));
                }
                else
                {
                    Print(found);
                    await TellHidden(store, stop);
                }
                return ExitCode.Done;
            });
    }

    /// <summary>"Understood: issue panic, place 94110. Looked for as words: Garcia."</summary>
    private static string Told(PlainReading reading)
    {
        var told = reading.IsName ? "Somebody here is called so."
            : reading.IsUnderstood
            ? "Understood: " + string.Join(", ", reading.Parts.SelectMany(part => part.Meanings).Select(meaning => $"{meaning.Key} {meaning.Code}")) + "."
            : "Nothing of this is a filter.";
        return told
            + (reading.Rest.Length > 0 ? $" Looked for as words: {reading.Rest}." : "")
            + (reading.IsCut ? " The sentence was too long; only its beginning was read." : "");
    }

    private static int Explain(SearchIndex index, Found found, long id, StoreLocation location)
    {
        var (understood, query) = (found.Understood, found.Understood.Query!);
        if (index.Explain(query, id) is not { } one)
        {
            return Verb.Fail($"This search does not find id:{id}. \"{location.Command($"profile show {id}")}\" tells what is known.", ExitCode.Usage);
        }
        var other = understood.Than is { } than ? index.Explain(query, than) : null;
        if (understood.Than is not null && other is null)
        {
            return Verb.Fail($"This search does not find id:{understood.Than}. \"{location.Command($"profile show {understood.Than}")}\" tells what is known.", ExitCode.Usage);
        }
        foreach (var line in new[] { one, other }.OfType<Explanation>().SelectMany(each => ExplanationText.Lines(each, understood.Day, understood.PageSize)))
        {
            Console.Out.WriteLine(line);
        }
        if (other is not null)
        {
            Console.Out.WriteLine(ExplanationText.Decision(one, other));
        }
        return ExitCode.Done;
    }

    /// <summary>A problem in the words of the command line, which has options where programs have members.</summary>
    private static string Told(SearchProblem problem, StoreLocation location)
    {
        var option = problem.Field.Split('.', 2) switch
        {
            ["filters", var key] => $"--filter {key}",
            ["radiusMiles"] => "--radius",
            ["pageSize"] => "--page-size",
            [var member, var key] => $"--{member} {key}",
            [var member] => $"--{member}",
            _ => problem.Field,
        };
        if (problem.IsWithoutWish)
        {
            return $"{option}: This command takes no wishes, so there is no order by fit. \"{location.Command("fit rank --answers FILE")}\" ranks for one person's answers.";
        }
        return $"{option}: {problem.Message}"
            + (problem.IsUnknownValue ? $" \"{location.Command("search --keys")}\" lists them." : "");
    }

    private static Dictionary<string, Selection> Selections(string[]? asked)
    {
        var selections = new Dictionary<string, Selection>(StringComparer.Ordinal);
        foreach (var one in asked ?? [])
        {
            var equals = one.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? one : one[..equals];
            var values = (equals < 0 ? "" : one[(equals + 1)..]).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            selections[key] = new Selection([.. selections.TryGetValue(key, out var before) ? before.Values : [], .. values]);
        }
        return selections;
    }

    private static int ListKeys(SearchKeys keys, bool json)
    {
        var answer = FiltersAnswer.Of(keys);
        if (json)
        {
            Verb.PrintJson(answer);
            return ExitCode.Done;
        }
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Filter", "Meaning", "Values");
        foreach (var key in answer.Filters)
        {
            table.AddRow(new Text(key.Key), new Text(key.Meaning), new Text(string.Join(", ", key.Values.Select(value => value.Value))));
        }
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }

    private static void Print(Found found)
    {
        var people = Counted.Of(found.Result.Total, "therapist");
        var where = found.Understood.Place is { } place ? $" for {place.Label}" : "";
        Console.Out.WriteLine($"{people}{where}. Page {found.Understood.Page} of {Math.Max(1, found.Pages)}.");
        if (found.Understood.OtherPlaces.Count > 0)
        {
            Console.Out.WriteLine($"Also of that name: {string.Join(" · ", found.Understood.OtherPlaces.Take(5).Select(other => other.Label))}.");
        }
        if (found.Understood.NearPlaces.Count > 0)
        {
            Console.Out.WriteLine($"Or did you mean {string.Join(" or ", found.Understood.NearPlaces.Select(near => near.Label))}?");
        }
        foreach (var note in SearchAnswer.NotesOf(found))
        {
            Console.Out.WriteLine(note);
        }
        // One under the other: side by side, eight columns would break words on a terminal of the usual width.
        var list = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var one in found.Profiles)
        {
            list.AddRow(new Text($"id:{one.Profile.Id}"), new Text(string.Join('\n', LinesOf(one).Select(Printed.Line))));
        }
        AnsiConsole.Write(list);
    }

    private static async Task TellHidden(Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        if (await Visibility.CountHidden(db, stop) is > 0 and var hidden)
        {
            await Console.Out.WriteLineAsync(
                $"Not among them: {Counted.Of(hidden, "person", "people")} known from the registry alone, hidden from every search. By name: "
                + store.Location.Command("profile show NAME"));
        }
    }

    private static IEnumerable<string> LinesOf(FoundProfile one)
    {
        var facts = one.Facts;
        yield return string.Join(", ", (facts.Credentials?.Value.Codes ?? []).Prepend(facts.Name?.Value.Display() ?? ""));
        // Where there are several, an opening says by its number in which it is.
        var offices = facts.Places?.Value ?? [];
        var places = string.Join("; ", offices.Select(at => offices.Count > 1 ? $"place {at.Id}: {at.City} {at.Zip}" : $"{at.City} {at.Zip}"));
        var away = one.Hit.Miles is { } miles
            ? string.Create(CultureInfo.InvariantCulture, $"{miles:0.0} miles")
            : one.Hit.FromAfar ? "online" : "";
        var whereabouts = string.Join(" · ", new[] { places, away }.Where(part => part.Length > 0));
        if (whereabouts.Length > 0)
        {
            yield return whereabouts;
        }
        yield return "Openings: " + (facts.Openings is { } openings ? FieldText.PrintList(openings.Value, "; ", FieldText.PrintOpening) : "not known");
        yield return "Fees: " + (facts.Fees is { } fees ? FieldText.PrintList(fees.Value, "; ", FieldText.PrintFee) : "not known");
        var meets = string.Join(", ", one.Hit.Matches.Where(match => match.Met).Select(match => SearchKeys.All[match.Key].Name));
        if (meets.Length > 0)
        {
            yield return "Meets: " + meets;
        }
    }
}
