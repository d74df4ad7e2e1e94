using System.CommandLine;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary><c>rapport keys</c>: renewing the keys that seal what accounts hold.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var keys = new Command("keys", "The keys that seal what accounts hold, one for each.");
        keys.Subcommands.Add(RenewCommand());
        return keys.Shows("./rapport keys renew --data data-real");
    }

    private static Command RenewCommand()
    {
        var json = Verb.JsonOption();
        return new Command(
            "renew",
            "Gives every account a new key and seals its rows with it, while the site runs. The keys before are destroyed a day later, by the site itself or by this command said again. "
            + "Broken off, it goes on where it was when it is said again.")
        {
            json,
        }.Does(
            ["./rapport keys renew --data data-real", "./rapport keys renew --json --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var made = await RowBar.While(["Keys"], progress => new KeyRenewal(store, new AccountSeal(store, KeyRing.Open(store.Location))).Renew(progress[0], stop));
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(made);
                }
                else
                {
                    await Console.Out.WriteLineAsync(
                        $"{Counted.Of(made.Renewed, "account has", "accounts have")} a key that is not a day old; {Counted.Of(made.Rows, "row")} sealed anew by it just now. "
                        + (made.Destroyed > 0 ? $"The older keys of {Counted.Of(made.Destroyed, "account")} are destroyed." : "The keys before are destroyed a day from now."));
                    await Console.Out.WriteLineAsync($"Make a new back-up now, and a new copy of {store.Location.KeyFolder} apart from it. Earlier back-ups open with the earlier copies of the keys alone: throw both away together.");
                }
                if (made.Unreadable > 0)
                {
                    return Verb.Fail($"What is kept of {Counted.Of(made.Unreadable, "account")} opens with no key that is here. It was left as it is: put your copy of {store.Location.KeyFolder} back, and say this again.");
                }
                return ExitCode.Done;
            });
    }
}
