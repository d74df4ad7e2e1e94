using Rapport.Profiles;
using Rapport.Tests.Registry;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class PeopleByNameTests : IDisposable
{
    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task The_operator_finds_somebody_hidden_by_any_of_her_names_however_typed(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(
            RegistryFiles.Person("MCDONALD", ("Provider Last Name (Legal Name)", "PEÑA-MCDONALD"), ("Provider First Name", "ANNE"))));
        await using var db = test.Store.Read();
        foreach (var name in new[] { "Peña", "pena mcdonald", "McDonald, Anne", "ANNE PEÑA-MCDONALD" })
        {
            Assert.Single(await PeopleByName.Of(db, name, TestContext.Current.CancellationToken));
        }
        foreach (var name in new[] { "", "Mc", "Donald", "Anne Smith", "%", "Oakland" })
        {
            Assert.Empty(await PeopleByName.Of(db, name, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task The_command_lists_several_and_shows_the_only_one_and_tells_a_mistyped_number()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(
            RegistryFiles.Person("MCDONALD"), RegistryFiles.Person("MCDONALD", ("NPI", "1000000012"))));

        var listed = await RapportProcess.Run(["profile", "show", "mcdonald", .. test.Arguments]);
        Assert.Equal((0, ""), (listed.Code, listed.Error));
        Assert.Contains("2 profiles of that name", listed.Out, StringComparison.Ordinal);
        Assert.Contains("NPI 1000000012 · id:", listed.Out, StringComparison.Ordinal);
        Assert.Contains("hidden: known from the registry alone", listed.Out, StringComparison.Ordinal);

        var searched = await RapportProcess.Run(["search", "--text", "mcdonald", .. test.Arguments]);
        Assert.Contains("Not among them: 2 people known from the registry alone", searched.Out, StringComparison.Ordinal);

        var mistyped = await RapportProcess.Run(["profile", "show", "1234567890", .. test.Arguments]);
        Assert.Equal(1, mistyped.Code);
        Assert.Contains("1234567890 is no NPI: the check digit of the NPI is wrong.", mistyped.Error, StringComparison.Ordinal);
    }
}
