using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Organisations;

/// <summary>A site with two practices, and browsers of those who belong to them.</summary>
internal sealed class Practices(HostedApp app) : IAsyncDisposable
{
    public const string Willow = "willow-practice";
    public const string Other = "harbor-practice";

    private readonly HashSet<Guid> _read = [];

    public HostedApp App => app;

    public Memberships Memberships => app.Services.GetRequiredService<Memberships>();

    public OrganisationInvitations Invitations => app.Services.GetRequiredService<OrganisationInvitations>();

    /// <summary>Marisol keeps a listed profile, number 1.</summary>
    public static async Task<Practices> Start(TestClock? clock = null)
    {
        var app = await HostedApp.Start(store => ProfileBuilder.Marisol(store.Now).SaveTo(store), clock);
        foreach (var name in new[] { "Willow Practice", "Harbor Practice" })
        {
            await app.Services.GetRequiredService<OrganisationBook>().Make(
                new NewOrganisation(name, OrganisationKind.Therapists, PracticeNpi: null, "first@example.org", Language.English), by: null, TestContext.Current.CancellationToken);
        }
        var practices = new Practices(app);
        _ = await practices.NewMails();
        return practices;
    }

    /// <summary>An account with a session; gives it with the key of the session's cookie.</summary>
    public async Task<(Guid Account, string Key)> Account(string address, string name, Roles roles = Roles.None, long? profile = null, bool hasFactor = true)
    {
        var seal = app.Services.GetRequiredService<AccountSeal>();
        var key = AccountSeal.NewKey();
        var id = Guid.CreateVersion7();
        await app.Store.Write(db =>
        {
            db.Add(new Account
            {
                Id = id,
                AddressKey = seal.KeyOf(address),
                Content = seal.Seal(id, new AccountContent(address, name)),
                Language = "en",
                Password = "",
                Roles = roles,
                CreatedAt = app.Store.Now,
            });
            db.Add(new Session { Id = AccountSeal.HashOf(key), AccountId = id, Device = "Firefox", SignedInAt = app.Store.Now, SeenAt = app.Store.Now, HasFactor = hasFactor });
            if (profile is { } kept)
            {
                db.Add(new ProfileOwner { ProfileId = kept, AccountId = id, Since = app.Store.Now, CountedFrom = app.Store.Now, Proof = Proof.Check });
            }
            return Task.CompletedTask;
        });
        return (id, key);
    }

    /// <summary>A member of a practice, and her browser.</summary>
    public async Task<(Guid Account, HttpClient Browser)> Member(string address, string name, bool isAdministrator = false, string practice = Willow, MemberWork does = MemberWork.Therapist, long? profile = null)
    {
        var (account, key) = await Account(address, name, profile: profile);
        var organisation = (await app.Services.GetRequiredService<OrganisationBook>().Find(practice, TestContext.Current.CancellationToken))!;
        await app.Store.Write(async db =>
            await db.AddAsync(new OrganisationMember { OrganisationId = organisation.Id, AccountId = account, IsAdministrator = isAdministrator, Does = does, Since = app.Store.Now }));
        return (account, Browser(key));
    }

    /// <summary>A browser with the cookie of a session.</summary>
    public HttpClient Browser(string key)
    {
        var cookies = new CookieContainer();
        cookies.Add(app.Address, new Cookie("rapport-account", key));
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = app.Address };
    }

    public static async Task<IHtmlDocument> Page(HttpClient browser, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await HostedApp.Read(await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken), expected);

    /// <summary>Sends a form and follows where it leads; a page that asks back is read as it is.</summary>
    public static async Task<IHtmlDocument> Send(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var answer = await browser.PostAsync(
            new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), TestContext.Current.CancellationToken);
        for (var steps = 0; answer.Headers.Location is { } next && steps < 4; steps++)
        {
            answer.Dispose();
            answer = await browser.GetAsync(next, TestContext.Current.CancellationToken);
        }
        return await HostedApp.Read(answer, expected: null);
    }

    /// <summary>Mails that were not read yet, oldest first.</summary>
    public async Task<IReadOnlyList<Letter>> NewMails()
    {
        var outbox = app.Services.GetRequiredService<Outbox>();
        return [.. (await outbox.All(TestContext.Current.CancellationToken)).Where(mail => _read.Add(mail.Id)).Select(mail => outbox.Open(mail)!)];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
