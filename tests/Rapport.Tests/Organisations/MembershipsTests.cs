using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Storage;
using Rapport.Tests.Privacy;
using Rapport.Tests.Support;

namespace Rapport.Tests.Organisations;

/// <summary>Who belongs to what when several act at once, and when accounts are closed; on either database.</summary>
public sealed class MembershipsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Of_the_last_two_who_look_after_it_one_stays_whatever_they_do_at_once(Database database)
    {
        await using var test = await TestStore.Create(database);
        for (var round = 0; round < 10; round++)
        {
            var site = new Site(test.Store);
            var slug = await site.Make(FormattableString.Invariant($"Practice {(char)('A' + round)}"));
            var (ana, bea) = (await site.Join(slug, isAdministrator: true), await site.Join(slug, isAdministrator: true));
            Task<Moved>[] both = round % 2 == 0
                ? [Run(() => site.Memberships.Leave(ana, slug, Stop)), Run(() => site.Memberships.Leave(bea, slug, Stop))]
                : [Run(() => site.Memberships.Remove(ana, slug, bea, Stop)), Run(() => site.Memberships.Remove(bea, slug, ana, Stop))];
            Moved[] expected = [Moved.Done, round % 2 == 0 ? Moved.LastAdministrator : Moved.NotThere];
            Assert.Equal(expected, (await Task.WhenAll(both)).Order());
            await using var db = test.Store.Read();
            Assert.Equal(1, await db.Set<OrganisationMember>().CountAsync(member => member.IsAdministrator && (member.AccountId == ana || member.AccountId == bea), Stop));
        }
    }

    [Fact]
    public async Task Who_is_removed_is_told_and_who_leaves_knows()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var site = new Site(test.Store);
        var slug = await site.Make("Elm Practice");
        var (ana, bea, cleo) = (await site.Join(slug, isAdministrator: true), await site.Join(slug, isAdministrator: false), await site.Join(slug, isAdministrator: false));
        Assert.Equal((Moved.Done, Moved.Done), (await site.Memberships.Remove(ana, slug, bea, Stop), await site.Memberships.Leave(cleo, slug, Stop)));
        Assert.Equal(Moved.NotThere, await site.Memberships.Remove(ana, slug, bea, Stop));
        var letter = Assert.Single(await site.Mails(Memberships.Kind));
        Assert.Equal(($"{bea}@example.org", "/organisation"), (letter.To, letter.Path));
        Assert.DoesNotContain("Elm", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("You do not belong to Elm Practice", letter.Paragraphs[0], StringComparison.Ordinal);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task One_link_that_two_accept_at_once_takes_in_one(Database database)
    {
        await using var test = await TestStore.Create(database);
        var site = new Site(test.Store);
        var slug = await site.Make("Willow Practice");
        for (var round = 0; round < 10; round++)
        {
            var key = (await site.LastMail()).Path!.Split('/')[^1];
            var (ana, bea) = (await site.Account(), await site.Account());
            var joined = await Task.WhenAll(Run(() => site.Invitations.Accept(key, ana, Stop)), Run(() => site.Invitations.Accept(key, bea, Stop)), Run(() => site.Invitations.Accept(key, ana, Stop)));
            Assert.Single(joined, one => one is not null);
            await using var db = test.Store.Read();
            Assert.Equal(1, await db.Set<OrganisationMember>().CountAsync(member => member.AccountId == ana || member.AccountId == bea, Stop));
            Assert.Equal((null, null, true), await site.Invitations.Look(key, Stop));
            var (_, next) = await site.Book.Make(new NewOrganisation(FormattableString.Invariant($"Next {(char)('A' + round)}"), OrganisationKind.Therapists, null, "x@example.org", Language.English), by: null, Stop);
            Assert.NotEqual(slug, next!.Slug);
        }
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Who_closes_her_account_goes_and_the_organisation_stays_of_which_the_doctor_tells(Database database)
    {
        await using var test = await TestStore.Create(database);
        var site = new Site(test.Store);
        var account = await Holder.Make(test.Store);
        var slug = await site.Make("Elm Practice", by: account);
        var key = (await site.LastMail()).Path!.Split('/')[^1];
        await site.Invitations.Accept(key, account, Stop);
        await site.Invitations.Invite(account, slug, Holder.Address, MemberWork.Therapist, isAdministrator: false, Language.English, Stop);
        Assert.Equal(Health.Good, (await Doctor.Examine(test.Location, TimeProvider.System, thorough: false, Stop)).Single(one => one.Check == "organisations are looked after").Health);
        Assert.Equal(Closed.Done, await Holder.Close(test.Store, account));
        await using (var db = test.Store.Read())
        {
            Assert.False(await db.Set<OrganisationMember>().AnyAsync(Stop));
            Assert.False(await db.Set<OrganisationInvitation>().AnyAsync(one => one.UsedAt == null && one.MailKey != null, Stop));
            Assert.Null((await db.Set<Organisation>().SingleAsync(one => one.Slug == slug, Stop)).ConfirmedBy);
        }
        var told = (await Doctor.Examine(test.Location, TimeProvider.System, thorough: false, Stop)).Single(one => one.Check == "organisations are looked after");
        Assert.Equal(Health.Note, told.Health);
        Assert.Contains("organisations invite ", told.Mend, StringComparison.Ordinal);
        // Whoever runs the site invites somebody else.
        Assert.Equal(Sent.Done, await site.Invitations.InviteAdministrator(slug, "next@example.org", Language.Spanish, Stop));
    }

    [Fact]
    public async Task Commands_make_list_name_and_close_one()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Assert.Contains("/practice/dr-itos-practice", (await RapportProcess.Run(["organisations", "new", "Dr. Ito's Practice", "--administrator", "ito@example.org", "--kind", "recommends", "--language", "es", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("is an organisation \"Dr. Ito's practice\" already", (await RapportProcess.Run(["organisations", "new", "Dr. Ito's practice", "--administrator", "ito@example.org", .. test.Arguments])).Error, StringComparison.Ordinal);
        Assert.Contains("1 open invitation", (await RapportProcess.Run(["organisations", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("There is no organisation \"elm\"", (await RapportProcess.Run(["settings", "set", "run-by", "elm", .. test.Arguments])).Error, StringComparison.Ordinal);
        Assert.Contains("run-by is dr-itos-practice now", (await RapportProcess.Run(["settings", "set", "run-by", "dr-itos-practice", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("invited by mail", (await RapportProcess.Run(["organisations", "invite", "dr-itos-practice", "ken@example.org", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("0 members and 2 open invitations", (await RapportProcess.Run(["organisations", "close", "DR. ITO'S PRACTICE", .. test.Arguments])).Out, StringComparison.Ordinal);
        await using var db = test.Store.Read();
        Assert.Equal(RunBySetting.Nobody, await RunBySetting.Chosen(db, Stop));
        Assert.False(await db.Set<OrganisationInvitation>().AnyAsync(Stop));
    }

    [Theory]
    [InlineData("Willow Practice", "willow-practice")]
    [InlineData("Clínica Año Nuevo", "clinica-ano-nuevo")]
    [InlineData("Dr. Ito’s", "dr-itos")]
    [InlineData("New", "new-2")]
    [InlineData("心理", "organisation")]
    public void An_address_is_made_of_the_name_in_plain_letters(string name, string slug) => Assert.Equal(slug, Organisation.SlugOf(name, []));

    [Theory]
    [InlineData("www.example.org", "https://www.example.org/")]
    [InlineData("www.example.org/\u202Egnp", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://ana@example.org", null)]
    public void A_site_of_its_own_is_an_address_that_reads_as_it_leads(string typed, string? web) => Assert.Equal(web, OrganisationBook.WebOf(typed));

    private static Task<T> Run<T>(Func<Task<T>> work) => Task.Run(work);

    private sealed class Site
    {
        private readonly Store _store;
        private readonly AccountSeal _seal;
        private readonly Outbox _outbox;
        private readonly HashSet<Guid> _read = [];

        public Site(Store store)
        {
            var keys = KeyRing.Open(store.Location);
            (_store, _seal, _outbox) = (store, new AccountSeal(store, keys), new Outbox(store, keys));
            Invitations = new OrganisationInvitations(store, _seal, _outbox);
            Book = new OrganisationBook(store, _seal, Invitations, new AuditTrail(store));
            Memberships = new Memberships(store, _seal, new Rapport.Audit.AuditTrail(store), _outbox);
        }

        public OrganisationInvitations Invitations { get; }

        public OrganisationBook Book { get; }

        public Memberships Memberships { get; }

        public async Task<string> Make(string name, Guid? by = null) =>
            (await Book.Make(new NewOrganisation(name, OrganisationKind.Therapists, null, "first@example.org", Language.English), by, Stop)).Made!.Slug;

        public async Task<Guid> Account()
        {
            var id = Guid.CreateVersion7();
            await _store.Write(async db => await db.AddAsync(new Account
            {
                Id = id,
                AddressKey = _seal.KeyOf($"{id}@example.org"),
                Content = _seal.Seal(id, new AccountContent($"{id}@example.org", "Somebody")),
                Language = "en",
                Password = "",
                CreatedAt = _store.Now,
            }));
            return id;
        }

        public async Task<Guid> Join(string slug, bool isAdministrator)
        {
            var account = await Account();
            var organisation = (await Book.Find(slug, Stop))!;
            await _store.Write(async db => await db.AddAsync(new OrganisationMember { OrganisationId = organisation.Id, AccountId = account, IsAdministrator = isAdministrator, Does = MemberWork.Office, Since = _store.Now }));
            return account;
        }

        public async Task<IReadOnlyList<Letter>> Mails(string kind) => [.. (await _outbox.All(Stop)).Where(one => one.Kind == kind).Select(one => _outbox.Open(one)!)];

        public async Task<Letter> LastMail()
        {
            var mail = (await _outbox.All(Stop)).Last(one => one.Kind == OrganisationInvitations.Kind && _read.Add(one.Id));
            return _outbox.Open(mail)!;
        }
    }
}
