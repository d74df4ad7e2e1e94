using System.CommandLine;
using Rapport.Cli;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Dyads;

namespace Rapport.Statistics;

/// <summary><c>rapport stats dyads</c>: ratings of pairs by both sides, one therapist with many clients.</summary>
internal static class DyadsCommand
{
    private const string UsualClient = "client";

    public static Command Create()
    {
        var input = new TableInput();
        var therapist = Column("--therapist", "The column that says who the therapist is; therapist when not said.", "therapist");
        var client = Column("--client-rating", "The column of the clients' ratings; client_rating when not said.", "client_rating");
        var own = Column("--therapist-rating", "The column of the therapists' ratings; therapist_rating when not said.", "therapist_rating");
        var named = new Option<string?>("--client")
        {
            Description = "The column that says who the client is: ratings of one pair in several rows are averaged. client when not said and there is one.",
            HelpName = "COLUMN",
        };
        var ml = new Option<bool>("--ml") { Description = "By maximum likelihood; by restricted maximum likelihood (REML) when not said." };
        var json = Verb.JsonOption();
        var command = new Command("dyads", "Both sides rate each pair: how much is the therapist's, and do the sides answer each other?")
        {
            therapist, client, own, named, ml, json,
        };
        input.AddTo(command);
        return command.Does(
            ["./rapport stats dyads docs/examples/pairs.csv", "./rapport stats dyads pairs.csv --therapist who --client-rating c --therapist-rating t --json"],
            async (parsed, stop) =>
            {
                var (who, first, second) = (parsed.GetValue(therapist)!, parsed.GetValue(client)!, parsed.GetValue(own)!);
                if (new[] { who, first, second }.Distinct(StringComparer.Ordinal).Count() < 3)
                {
                    return Verb.Fail("Therapist, client's rating and therapist's rating are three columns: name three that differ.", ExitCode.Usage);
                }
                var asked = parsed.GetValue(named);
                string[] columns = [who, first, second, .. asked is null ? [] : new[] { asked }];
                Table table;
                try
                {
                    table = await input.Read(parsed, columns, asked is null ? UsualClient : null, stop);
                }
                catch (TableException wrong) when (wrong.Missing is not null)
                {
                    throw new TableException($"{wrong.Message} Name the columns with --therapist, --client-rating and --therapist-rating.");
                }
                var report = await RowBar.While(["Fitting"], bars => Task.Run(
                    () =>
                    {
                        bars[0](0, 0);
                        var clients = asked ?? table.Names.FirstOrDefault(name => name.Equals(UsualClient, StringComparison.OrdinalIgnoreCase));
                        var ratings = PairRatings.Of(table, who, first, second, clients);
                        var fit = OneWithMany.Fit(ratings, !parsed.GetValue(ml));
                        return new DyadsReport(clients, ratings, fit, PairIntervals.Of(ratings, fit, stop: stop), ratings.TruthAndBias(!parsed.GetValue(ml), stop));
                    },
                    stop));
                if (parsed.GetValue(json))
                {
                    input.PrintJson(report.Json(), report.Notes);
                }
                else
                {
                    report.Print();
                    input.TellEmpty();
                }
                return ExitCode.Done;
            });
    }

    private static Option<string> Column(string name, string description, string usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = "COLUMN" };
}
