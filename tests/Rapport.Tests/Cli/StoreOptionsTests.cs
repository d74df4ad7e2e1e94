using Rapport.Cli;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Cli;

/// <summary>Which store a command is about, and how that is said again in the commands it suggests.</summary>
public sealed class StoreOptionsTests
{
    [Fact]
    public void A_suggested_command_names_the_store_and_never_the_password()
    {
        var typed = StoreLocation.From(StoreLocation.UsualFolder, "Host=db.example;Database=people;Username=ana;Password=geheim");
        Assert.Equal("./rapport doctor --db 'Host=db.example;Database=people;Username=ana'", typed.Command("doctor"));
        Assert.True(typed.HoldsPassword);
        var elsewhere = StoreLocation.From("/srv/people", "Host=db.example;Database=people");
        Assert.Equal("./rapport doctor --data /srv/people --db 'Host=db.example;Database=people'", elsewhere.Command("doctor"));
        Assert.False(elsewhere.HoldsPassword);
        Assert.Equal("./rapport doctor --data '/srv/my people'", StoreLocation.From("/srv/my people", null).Command("doctor"));
    }

    [Fact]
    public void A_connection_of_the_environment_need_not_be_repeated() => Assert.Equal(
        "./rapport doctor",
        StoreLocation.From(StoreLocation.UsualFolder, "Host=db.example;Database=people;Password=geheim", fromEnvironment: true).Command("doctor"));

    [Fact]
    public async Task A_typed_password_is_warned_of_once_and_one_in_the_environment_is_not()
    {
        const string Connection = "Host=127.0.0.1;Port=1;Database=people;Username=ana;Password=geheim;Timeout=2";
        var typed = await RapportProcess.Run("removals", "--db", Connection);
        Assert.Equal(2, typed.Error.Split("list of processes").Length);
        Assert.Contains("PGPASSWORD", typed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", typed.Error, StringComparison.Ordinal);
        var quiet = await RapportProcess.Run(new Dictionary<string, string> { ["RAPPORT_DB"] = Connection }, "removals");
        Assert.Contains("people on 127.0.0.1", quiet.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("list of processes", quiet.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_of_the_doctor_name_the_store_that_was_examined()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        var doctor = await RapportProcess.Run(["doctor", "--json", .. test.Arguments]);
        Assert.Contains($"./rapport backup FILE --data {test.Folder}", doctor.Out, StringComparison.Ordinal);
        Assert.Contains($"./rapport settings set registry-listing facts-only --data {test.Folder}", doctor.Out, StringComparison.Ordinal);
        Assert.Contains("1 person known from the registry alone is hidden", doctor.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 bursts"), InlineData(1, "1 burst"), InlineData(1234, "1,234 bursts")]
    public void A_number_has_the_noun_that_fits(long count, string said) => Assert.Equal(said, Counted.Of(count, "burst"));
}
