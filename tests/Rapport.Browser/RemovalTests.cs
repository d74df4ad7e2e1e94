using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>Whoever stands in the registry and wants to be on no list is off it at once, and stays so when the registry's file comes again.</summary>
public sealed class RemovalTests(Chromium browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task She_takes_herself_off_in_two_clicks_and_no_later_file_brings_her_back(string language, bool scripts)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await Import(store);
            await Visibility.Set(store, RegistryListing.FactsOnly);
        });
        long id;
        string address;
        await using (var db = app.Store.Read())
        {
            var person = await db.Set<Profile>().AsNoTracking().OrderBy(profile => profile.Id).FirstAsync(profile => !profile.Removed && profile.Deactivated == null, Stop);
            (id, address) = (person.Id, ProfileLinks.Page(person.Id, person.Read().Facts.Name?.Value, language.Trim('/') is "es" ? "es" : "en"));
        }
        var page = await browser.Open(360, scripts: scripts);
        Assert.Equal(200, (await page.GotoAsync(Address(address)))!.Status);
        await page.Locator("main a[href$='/remove']").First.ClickAsync();
        await Holds();
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await Holds();
        Assert.Equal(404, (await page.GotoAsync(Address(address)))!.Status);

        await Import(app.Store);
        Assert.Equal(404, (await page.GotoAsync(Address(address)))!.Status);
        await using (var db = app.Store.Read())
        {
            Assert.True((await db.Set<Profile>().AsNoTracking().SingleAsync(profile => profile.Id == id, Stop)).Removed);
        }
        await page.Context.CloseAsync();

        string Address(string path) => new Uri(app.Address, path).ToString();

        async Task Holds()
        {
            Assert.Equal(360, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
            Assert.Empty(await page.TooSmallToHit());
            if (scripts)
            {
                await page.HasNoBarrierInEitherTheme();
            }
        }
    }

    private static async Task Import(Store store)
    {
        await using var held = await ImportLock.Take(store, Stop);
        using var rejects = new Rejects(null);
        var order = new ImportOrder
        {
            File = NppesFile.Open(Path.Combine(AppContext.BaseDirectory, "Registry", "Samples", "npidata-330.csv"), null, null),
            States = new StateFilter([]),
            Taxonomies = new Taxonomies(Vocabularies.BuiltIn),
            Credentials = new CredentialText(Vocabularies.BuiltIn),
            Rejects = rejects,
        };
        await new NppesImport(store, order, _ => { }).Run(NppesImport.Survey(order, store.Time, _ => { }, Stop), Stop);
    }
}
