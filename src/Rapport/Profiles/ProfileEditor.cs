using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>What a change of a profile came to.</summary>
/// <param name="Profile">The row after the change.</param>
/// <param name="Changed">Names of the fields whose value is now another.</param>
/// <param name="KeptHome">A place that was entered may be a home still, because its owner alone can say that it is none.</param>
internal sealed record ProfileEdit(Profile Profile, IReadOnlyList<string> Changed, bool KeptHome);

/// <summary>
/// Changes facts of a profile, on the command line and on the pages alike: the facts, their history and the line in
/// the change feed are saved together or not at all.
/// </summary>
internal sealed class ProfileEditor(Store store, Vocabularies words)
{
    /// <summary>Sets fields from text; an empty text means "not known".</summary>
    /// <param name="profileId">Whose profile.</param>
    /// <param name="values">Field names with their new values as text.</param>
    /// <param name="source">Who says so. The therapist's own word takes an unclaimed profile over.</param>
    /// <param name="by">The account or role, kept with each fact.</param>
    /// <param name="reason">Why, kept in the history.</param>
    /// <param name="keeper">The account that speaks as its owner; null where no account does.</param>
    /// <param name="also">What else is done in the same transaction.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FieldProblem">A field or value is unknown, or there is no such profile: nothing is changed.</exception>
    public Task<ProfileEdit> Set(
        long profileId,
        IReadOnlyList<KeyValuePair<string, string>> values,
        Source source,
        string? by = null,
        string? reason = null,
        Guid? keeper = null,
        Func<RapportDb, Task>? also = null,
        CancellationToken stop = default) =>
        store.Write(async db =>
        {
            var profile = await db.Set<Profile>().FindAsync([profileId], stop)
                ?? throw new FieldProblem($"There is no profile {profileId} in this store.");
            var owner = source == Source.Therapist ? await db.Set<ProfileOwner>().FindAsync([profile.Id], stop) : null;
            if (by == ProfileOwner.By && (owner is null || (keeper is { } account && owner.AccountId != account)))
            {
                // She closed her account, or the record was given to another, while this was on its way: nothing of hers is written any more.
                return new ProfileEdit(profile, [], KeptHome: false);
            }
            if (by != ProfileOwner.By && await db.Set<ProfileOwner>().Where(one => one.ProfileId == profile.Id).Select(one => (Guid?)one.AccountId).SingleOrDefaultAsync(stop) is { } kept)
            {
                await new AuditTrail(store).Add(db, AuditPart.Console, actor: null, AuditAct.ChangedProfile, [kept], stop);
            }
            var before = profile.Read();
            var after = before;
            var origin = new FactOrigin(source, store.Now, By: by);
            foreach (var (name, text) in values)
            {
                var field = ProfileFields.Named(name);
                RefuseWeaker(field, after, source);
                // Whoever speaks again has answered what was asked about this field.
                after = after.Answer(name) with { Facts = field.Set(after.Facts, text, words, origin) };
                after = after.Remember(name, withdrawn: source == Source.Therapist && field.Get(after.Facts) is null);
            }
            if (values.Any(value => value.Key == "places") && values.All(value => value.Key != "openings"))
            {
                after = after with { Facts = after.Facts.WithOpeningsAt(before.Facts.Places?.Value ?? []) };
            }
            RefuseContradiction(after.Facts);
            if (by == ProfileOwner.By && owner is not null)
            {
                after = after with { Facts = Unvouched(owner, before.Facts, after.Facts) };
            }
            var keptHome = false;
            if (source != Source.Therapist && values.Any(value => value.Key == "places"))
            {
                var marked = KnownHomes.Marked(after.Facts, await KnownHomes.Of(db, profile, before.Facts, words, stop));
                keptHome = marked != after.Facts && marked.Places!.Value.Any(place => place.MayBeHome);
                after = after with { Facts = marked };
            }
            var changed = ProfileFields.All.Where(field => !field.SameValue(before.Facts, after.Facts)).ToList();
            foreach (var field in changed)
            {
                db.Add(new FactChange
                {
                    ProfileId = profile.Id,
                    Field = field.Name,
                    Before = field.Print(before.Facts),
                    After = field.Print(after.Facts),
                    Source = source,
                    By = by,
                    Reason = reason,
                    At = store.Now,
                });
            }
            // Her own word that she works in the field beats the registry's that she does not.
            if (source == Source.Therapist && profile.LeftField(before))
            {
                profile.Deactivated = null;
            }
            profile.Document = after.ToJson();
            if (source == Source.Therapist)
            {
                // Who keeps her own profile says herself when it is listed.
                owner?.Speaks(store.Now);
                profile.Claimed |= owner is null;
                if (!profile.Claimed && changed.Count > 0)
                {
                    // The registry's record was listed perhaps; what she writes shows when she lists it.
                    Unlisting.Set(db, profile, Unlisted.NotYetListed, holds: true, Source.Therapist, store.Now);
                }
            }
            profile.Revision++;
            profile.UpdatedAt = store.Now;
            await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
            if (also is not null)
            {
                await also(db);
            }
            return new ProfileEdit(profile, [.. changed.Select(field => field.Name)], keptHome);
        }, stop);

    /// <summary>
    /// What somebody compared with a board was compared for one name and one number: where its owner bears another name now, no licence of hers counts as
    /// checked, and a person looks again; where a number is new, a person looks at that one.
    /// </summary>
    private ProfileFacts Unvouched(ProfileOwner owner, ProfileFacts before, ProfileFacts after)
    {
        // What she was when she was compared is what a look was for; before the first one there is nothing to take back.
        var calling = before.Licences?.Value.Any(licence => licence.Checked is not null) == true && Callings(after).Except(Callings(before), StringComparer.Ordinal).Any();
        if (before.Name?.Value == after.Name?.Value && before.Licences?.Value == after.Licences?.Value && !calling)
        {
            return after;
        }
        owner.KnownAs = calling ? null : owner.KnownAs;
        owner.HasUnseen = true;
        if (after.Licences is { } said)
        {
            // How a licence stands is taken over from the same one before, whatever the text says that came.
            after = after with { Licences = said with { Value = [.. said.Value.Select(licence => Same(before, licence) is { } known ? known with { Title = licence.Title } : licence.AsSaid())] } };
        }
        // A licence was compared for the calling that she had then: for another, or letters of another licence, a person looks again.
        if (!owner.IsRenamed(after) && !calling)
        {
            return after;
        }
        return after.Licences is not { } licences ? after
            : after with { Licences = licences with { Value = [.. licences.Value.Select(licence => licence.Unseen())] } };
    }

    private static Licence? Same(ProfileFacts before, Licence licence) => (before.Licences?.Value ?? []).FirstOrDefault(known => known.State == licence.State
        && (known.Number is null || licence.Number is null ? known.Number == licence.Number : LicenceNumber.Key(known.Number.ToUpperInvariant()) == LicenceNumber.Key(licence.Number.ToUpperInvariant())));

    /// <summary>Professions, and letters that only who has a licence may bear; a degree or a certificate needs none.</summary>
    private IEnumerable<string> Callings(ProfileFacts facts) =>
        (facts.Professions?.Value ?? []).Concat(Letters(facts)).Concat((facts.Credentials?.Value.Codes ?? []).Where(IsLicence));

    private bool IsLicence(string letters) => words.Credentials.Find(letters)?["level"] is "independent" or "supervised" or "varies";

    /// <summary>Letters of a licence that stand in a name, in capitals and behind a first word: "Stone MD".</summary>
    private IEnumerable<string> Letters(ProfileFacts facts) => facts.Name is not { } name ? []
        : $"{name.Value.Middle} {name.Value.Last} {name.Value.Suffix}".Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(word => word.Replace(".", "", StringComparison.Ordinal))
            .Where(word => word.Length > 1 && !word.Any(char.IsLower) && IsLicence(word));

    /// <summary>Its owner says of fields that they are right as they stand: each is hers from now on, and the profile is listed.</summary>
    /// <param name="db">The transaction of the caller.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="fields">Names of the fields that she was shown.</param>
    /// <param name="by">The account or role, kept with each fact.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Confirm(RapportDb db, Profile profile, IEnumerable<string> fields, string by, CancellationToken stop)
    {
        var document = profile.Read();
        var origin = new FactOrigin(Source.Therapist, store.Now, By: by);
        foreach (var name in fields)
        {
            document = document with { Facts = ProfileFields.Named(name).Confirm(document.Facts, origin) };
        }
        if (profile.LeftField(profile.Read()))
        {
            profile.Deactivated = null;
        }
        profile.Document = document.ToJson();
        if (!profile.Claimed)
        {
            // A record of the registry that she lists for the first time.
            Unlisting.Set(db, profile, Unlisted.NotYetListed, holds: true, Source.Therapist, store.Now);
        }
        profile.Claimed = true;
        Unlisting.Set(db, profile, Unlisted.NotConfirmed | Unlisted.NotYetListed, holds: false, Source.Therapist, store.Now);
        (await db.Set<ProfileOwner>().FindAsync([profile.Id], stop))?.Speaks(store.Now);
        profile.Revision++;
        profile.UpdatedAt = store.Now;
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
    }

    /// <summary>An operator or an organisation may add what is not known, but not overwrite the therapist's own word.</summary>
    private static void RefuseWeaker(ProfileField field, ProfileDocument document, Source source)
    {
        if ((field.Get(document.Facts) is { Source: Source.Therapist } || document.IsWithdrawn(field.Name)) && source is not (Source.Therapist or Source.Operator))
        {
            throw new FieldProblem($"{field.Name}: the therapist has said this personally; ask there instead.");
        }
    }

    private static void RefuseContradiction(ProfileFacts facts)
    {
        var both = (facts.Issues?.Value ?? []).Intersect(facts.NotTaken?.Value ?? [], StringComparer.Ordinal).ToList();
        if (both.Count > 0)
        {
            throw new FieldProblem(
                $"\"{string.Join("\", \"", both)}\" cannot be both helped with and not taken. Take it out of \"issues\" or \"not-taken\".");
        }
        var places = (facts.Places?.Value ?? []).Select(place => place.Id).ToHashSet();
        if (facts.Openings?.Value.FirstOrDefault(opening => opening.PlaceId is { } id && !places.Contains(id)) is { } astray)
        {
            throw new FieldProblem($"openings: there is no place {astray.PlaceId}; this profile has {places.Count}.");
        }
    }
}
