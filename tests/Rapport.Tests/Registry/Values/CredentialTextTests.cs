using CsCheck;
using Rapport.Profiles;

namespace Rapport.Tests.Registry.Values;

public sealed class CredentialTextTests
{
    [Theory]
    [InlineData("LCSW", "LCSW")]
    [InlineData("L.C.S.W.", "LCSW")]
    [InlineData("lcsw", "LCSW")]
    [InlineData("LCSW-R", "LCSW-R")]
    [InlineData("LCSW; MSW; CADC I", "LCSW MSW CADC-I")]
    [InlineData("LCSW/ LCSW-C/ LICSW", "LCSW LCSW-C LICSW")]
    [InlineData("LCSW LCSW-C, LICSW", "LCSW LCSW-C LICSW")]
    [InlineData("MS, NCC, LPC-ASSOCIA", "MS NCC LPC-A")]
    [InlineData("LPC ASSOCIATE", "LPC-A")]
    [InlineData("PH. D.", "PhD")]
    [InlineData("M ED, LPC", "MEd LPC")]
    [InlineData("MSW,  ,LCSW ,MSW", "MSW LCSW")]
    [InlineData("MA LPC NCC", "MA LPC NCC")]
    [InlineData("LCSW (DE), MSW (NJ)", "LCSW MSW")]
    [InlineData("LMFT & LPC", "LMFT LPC")]
    [InlineData("LCDC3", "LCDC-III")]
    [InlineData("LCDCIII", "LCDC-III")]
    [InlineData("LCDC III", "LCDC-III")]
    [InlineData("LPC, LCDCII", "LPC LCDC-II")]
    [InlineData("LPC LMHC CADC3", "LPC LMHC CADC-III")]
    [InlineData("CADCIII", "CADC-III")]
    [InlineData("RADT-I", "RADT")]
    [InlineData("MA, LADAC II", "MA LADC")]
    [InlineData("RMHI", "RMHCI")]
    public void Codes_are_read_in_the_order_typed(string typed, string codes) =>
        Assert.Equal(codes, string.Join(' ', RegistryParts.Credentials.Read(typed)!.Codes));

    [Theory]
    [InlineData("LCSW #115661", "LCSW", "115661")]
    [InlineData("LMFT, #143222", "LMFT", "143222")]
    [InlineData("LPC20731", "LPC", "LPC20731")]
    [InlineData("LCSW12345", "LCSW", "LCSW12345")]
    [InlineData("LICDC-CS162074", "LICDC", "LICDC-CS162074")]
    [InlineData("IMH25372", "RMHCI", "IMH25372")]
    [InlineData("ISW18043", "RCSWI", "ISW18043")]
    [InlineData("MFC20553", "LMFT", "MFC20553")]
    [InlineData("QQQ20553", "", "QQQ20553")]
    [InlineData("LMFT 101597", "LMFT", "101597")]
    public void A_licence_number_typed_among_them_is_told_apart(string typed, string codes, string number)
    {
        var read = RegistryParts.Credentials.Read(typed)!;
        Assert.Equal(codes, string.Join(' ', read.Codes));
        Assert.Equal([number], read.Numbers);
        Assert.Empty(read.Unknown);
    }

    [Theory]
    [InlineData("LPC-RESIDENT", "LPC-R")]
    [InlineData("LMHC-T", "TLMHC")]
    [InlineData("LMSW-LP", "LMSW-LP")]
    [InlineData("LMHC ASSOCIATE", "LMHCA")]
    [InlineData("LPC-ASSOSCIATE", "LPC-A")]
    [InlineData("LPC CANDIDATE", "LPC-CANDIDATE")]
    [InlineData("MFT INTERN", "RMFTI")]
    [InlineData("ASSOCIATE MFT", "AMFT")]
    [InlineData("LMFT - ASSOCIATE", "LMFTA")]
    [InlineData("REG. INTERN LMHC", "RMHCI")]
    [InlineData("LMHC, REGISTERED INT", "RMHCI")]
    [InlineData("LMHC, LIMITED PERMIT", "MHC-LP")]
    [InlineData("LPC, INTERN", "LPC-A")]
    [InlineData("LPC/INTERN", "LPC-A")]
    [InlineData("LPC IN TRAINING", "LPC-IT")]
    [InlineData("PROVISIONAL LPC", "PLPC")]
    [InlineData("TEMP LPC", "LPC-T")]
    public void Who_is_on_the_way_to_a_licence_is_not_said_to_hold_it(string typed, string codes)
    {
        var read = RegistryParts.Credentials.Read(typed)!;
        Assert.Equal(codes, string.Join(' ', read.Codes));
        Assert.Empty(read.Unknown);
        Assert.All(read.Codes, code => Assert.Equal("supervised", Vocabularies.BuiltIn.Credentials.Find(code)!["level"]));
    }

    [Theory]
    [InlineData("LMFT INTERN")]
    [InlineData("PHD CANDIDATE")]
    [InlineData("MSW STUDENT")]
    [InlineData("LICSW-T")]
    [InlineData("STUDENT LMFT")]
    [InlineData("LMFT STUD")]
    [InlineData("LPCC CAND")]
    [InlineData("PSYD CAND")]
    [InlineData("UNLICENSED LMFT")]
    [InlineData("UNDER SUPERV OF LMFT")]
    [InlineData("SUPERVISED BY LCSW")]
    [InlineData("LICENSE PENDING LPC")]
    [InlineData("LCSW IN TRAINING")]
    [InlineData("TRAINEE LCSW")]
    [InlineData("PRE LCSW")]
    [InlineData("LCSW PENDING")]
    [InlineData("LCSW ELIGIBLE")]
    [InlineData("LCSW APPLICANT")]
    [InlineData("LCSW TRACK")]
    [InlineData("LCSW CAN")]
    [InlineData("CANDIDATE FOR LCSW")]
    [InlineData("WORKING TOWARD LCSW")]
    [InlineData("PSYD IN PROGRESS")]
    [InlineData("PHD ABD")]
    [InlineData("ABD PSYD")]
    [InlineData("SCHOOL PSYCHOLOGIST")]
    public void A_step_on_the_way_that_has_no_word_is_left_unread(string typed)
    {
        var read = RegistryParts.Credentials.Read(typed)!;
        Assert.Empty(read.Codes);
        Assert.Equal([typed], read.Unknown);
    }

    [Theory]
    [InlineData("LMFT (EXPIRED)")]
    [InlineData("LPC INACTIVE")]
    [InlineData("FORMER LPC")]
    [InlineData("RETIRED LCSW")]
    [InlineData("LPC, LMFT, RETIRED")]
    [InlineData("LPC-A INACTIVE")]
    [InlineData("LPC, LICENSE PENDING")]
    [InlineData("LPC, UNDER SUPERVISI")]
    [InlineData("STUDENT, LMFT")]
    [InlineData("PHD(C)")]
    [InlineData("PSYD(C)")]
    [InlineData("PHD, CANDIDATE")]
    [InlineData("PSYD, ABD")]
    [InlineData("LPC SUPERVIS")] // who supervises, or who is supervised
    public void What_is_no_longer_held_or_not_yet_is_not_read(string typed) =>
        Assert.Empty(RegistryParts.Credentials.Read(typed)!.Codes);

    [Theory]
    [InlineData("REGISTERED LMHC INTE", "RMHCI")]
    [InlineData("MSW, LCSW IN TRAI", "MSW")]
    [InlineData("MSW PENDING LCSW", "MSW")]
    [InlineData("MSW PENDING LICENSURE", "MSW")]
    [InlineData("MSW, UNLICENSED", "MSW")]
    [InlineData("RETIRED PHD", "PhD")]
    [InlineData("LPC PHD IN PROGRESS", "LPC")]
    [InlineData("LMFT, PHD CANDIDATE", "LMFT")]
    [InlineData("LPC, DOCTORAL STUDEN", "LPC")]
    [InlineData("ABD, MS, LPC", "MS LPC")]
    [InlineData("LMFT, ABD", "LMFT")]
    [InlineData("LCSW & ASSOCIATES", "LCSW")]
    [InlineData("LPC CLINICAL SUPERV", "LPC")]
    [InlineData("LPC, SOCIAL WORK", "LPC")]
    [InlineData("LCSW, LPC, INTERN", "LCSW LPC-A")]
    [InlineData("LPC(S)", "LPC-S")]
    [InlineData("LMSW (LP)", "LMSW-LP")]
    [InlineData("PHD (LP)", "PhD LP")]
    [InlineData("PSYCHOLOGIST", "LP")]
    [InlineData("MFT", "LMFT")]
    public void What_is_held_beside_it_stays(string typed, string codes) =>
        Assert.Equal(codes, string.Join(' ', RegistryParts.Credentials.Read(typed)!.Codes));

    [Theory]
    [InlineData("LCSW-QS", "LCSW-S")]
    [InlineData("LMHC-QS", "LMHC-QS")]
    [InlineData("LPC SUPERVISOR", "LPC-S")]
    [InlineData("LICSW-S", "LICSW")]
    public void A_supervisor_holds_the_licence_itself(string typed, string code) =>
        Assert.Equal([code], RegistryParts.Credentials.Read(typed)!.Codes);

    [Theory]
    [InlineData("BSWLPC", "BSW LPC")]
    [InlineData("PSYDLPC, CADC", "PsyD LPC CADC")]
    [InlineData("MSW-LCSW", "MSW LCSW")]
    public void Two_that_were_run_together_are_parted(string typed, string codes) =>
        Assert.Equal(codes, string.Join(' ', RegistryParts.Credentials.Read(typed)!.Codes));

    [Theory]
    [InlineData("MAMFT")] // the degree, not a degree and a licence
    [InlineData("MSCSW")]
    [InlineData("LMHPC-A")]
    [InlineData("LADC-I")] // a first grade in one state, an intern in another
    [InlineData("MSW-MD")] // of Maryland, or a doctor
    public void What_could_be_two_things_is_none(string typed) =>
        Assert.Empty(RegistryParts.Credentials.Read(typed)!.Codes);

    [Fact]
    public void A_state_in_brackets_is_no_degree()
    {
        var read = RegistryParts.Credentials.Read("LCSW (MD), LSW(PA)")!;
        Assert.Equal(["LCSW", "LSW"], read.Codes);
        Assert.Empty(read.Unknown);
    }

    [Fact]
    public void What_is_not_understood_is_kept_as_typed()
    {
        var read = RegistryParts.Credentials.Read("LCSW, ASD SPECIALIST")!;
        Assert.Equal(["LCSW"], read.Codes);
        Assert.Equal(["ASD SPECIALIST"], read.Unknown);
        Assert.Equal("LCSW, ASD SPECIALIST", read.Text);
    }

    [Fact]
    public void The_form_of_a_company_is_no_credential()
    {
        var read = RegistryParts.Credentials.Read("MA, LLC")!;
        Assert.Equal(["MA"], read.Codes);
        Assert.Empty(read.Unknown);
    }

    [Theory]
    [InlineData("THE, LICENSED CLINIC")] // begins six titles
    [InlineData("LICENSED MARRIAGE &")] // of a therapist, an associate or a supervisor
    public void A_cut_text_that_could_be_two_things_stays_unknown(string typed) =>
        Assert.Empty(RegistryParts.Credentials.Read(typed)!.Codes);

    [Fact]
    public void A_blank_is_nothing() => Assert.Null(RegistryParts.Credentials.Read("  "));

    [Fact]
    public void Any_text_at_all_is_read_without_failing_and_kept() =>
        Gen.String.Sample(text =>
        {
            var read = RegistryParts.Credentials.Read(text);
            return read is null ? string.IsNullOrWhiteSpace(text) : read.Text == text.Trim();
        });
}
