using System.Globalization;
using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary>A small place with therapists who say how they work, and tables of check-ins of clients who never were.</summary>
internal sealed class InventedCheckIns : IAsyncDisposable
{
    public const string Header = "therapist,client,session,day,score,ended,push";

    private static readonly DateOnly First = new(2025, 1, 6);

    private readonly TestStore _test;
    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-").FullName;

    private InventedCheckIns(TestStore test) => _test = test;

    public TestStore Test => _test;

    /// <param name="therapists">How many; their ids are 1 and on. Every second one comforts, the others push.</param>
    public static async Task<InventedCheckIns> Create(int therapists, Database database = Database.Sqlite)
    {
        var test = await TestStore.Create(database);
        for (var id = 1; id <= therapists; id++)
        {
            var place = id % 2 == 0 ? -1.5 : 1.5;
            await ProfileBuilder.Named(test.Store.Now.AddDays(-3), "Ana", "Number" + id.ToString(CultureInfo.InvariantCulture))
                .With((facts, said) => facts with { Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("push", place)]) }).SaveTo(test.Store);
        }
        return new InventedCheckIns(test);
    }

    /// <summary>Whole pairs of so many clients, who come to one therapist after the other, three a day.</summary>
    /// <param name="clients">How many.</param>
    /// <param name="therapists">To how many of them, from id 1.</param>
    /// <param name="own">By id, by how much clients get on better with this one than with the usual one, in points.</param>
    /// <param name="match">What a wish that is met adds.</param>
    public static List<string> Rows(int clients, int therapists, Func<int, double> own, double match = 0)
    {
        var draws = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - draws.NextDouble())) * Math.Cos(2 * Math.PI * draws.NextDouble());
        var rows = new List<string>();
        for (var client = 0; client < clients; client++)
        {
            var id = 1 + (client % therapists);
            var wish = StyleAxes.Places[draws.Next(StyleAxes.Places.Count)];
            var level = 5.4 + own(id) + (match * Math.Sign(wish) * (id % 2 == 0 ? -1 : 1)) + (0.74 * Normal());
            for (var session = 1; session <= CountedPair.Counted; session++)
            {
                var score = Math.Clamp(Math.Round(level + (0.58 * Normal()), 2), 1, 7);
                rows.Add(FormattableString.Invariant($"id:{id},c{client},{session},{First.AddDays((client / 3) + (7 * session)):yyyy-MM-dd},{score},,{(session == 1 ? wish : "")}"));
            }
        }
        return rows;
    }

    public Task<Ended> Learn(IEnumerable<string> rows) => LearnText(string.Join('\n', rows.Prepend(Header)));

    public async Task<Ended> LearnText(string text)
    {
        var file = Path.Combine(_folder, "check-ins.csv");
        await File.WriteAllTextAsync(file, text);
        return await Run("learn", file);
    }

    // A connection that is typed is warned of.
    public Task<Ended> Run(params string[] arguments) => RapportProcess.Run(
        _test.Location.Postgres is { } connection ? new Dictionary<string, string>(StringComparer.Ordinal) { ["RAPPORT_DB"] = connection } : [],
        ["fit", .. arguments, "--data", _test.Folder]);

    /// <summary>The list for somebody who wishes to be comforted, as it is printed.</summary>
    public async Task<string> Ranked(double place = -3)
    {
        var file = Path.Combine(_folder, "answers.json");
        await File.WriteAllTextAsync(file, FormattableString.Invariant($$"""{ "push": { "place": {{place}}, "matters": "lot" } }"""));
        var ended = await Run("rank", "--answers", file, "--size", "100");
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        return ended.Out;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _test.DisposeAsync();
    }
}
