using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>What is kept of whom, in a few words for anybody, and who answers for it.</summary>
internal sealed class NoticeModel(Store store, RunBy run) : PageModel
{
    private Responsible _responsible = new(IsClinic: false, Name: null, Mail: null);

    /// <summary>For how many years a clinic must keep records; null where none must.</summary>
    public int? Years { get; private set; }

    public bool IsClinic => _responsible.IsClinic;

    /// <summary>Who answers, or else who runs the directory; null where nobody is named.</summary>
    public string? Name => _responsible.Name ?? run.Organisation?.Name;

    public string? Mail => _responsible.Name is null ? run.Organisation?.Mail : _responsible.Mail;

    public async Task OnGet(CancellationToken stop)
    {
        await using var db = store.Read();
        _responsible = await ResponsibleSetting.Of(db, stop);
        Years = await HoldSetting.InForce(db, stop);
    }
}
